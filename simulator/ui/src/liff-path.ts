const LIFF_HOSTS = /^https:\/\/(liff|miniapp)\.line\.me\//
const LIFF_PREFIX = '/simulator/liff/'

/** The desk's own path for an address that LINE would open as LIFF app; null for every other address. */
export function liffPathOf(address: string, origin: string): string | null {
  if (LIFF_HOSTS.test(address)) return LIFF_PREFIX + address.replace(LIFF_HOSTS, '')
  return address.startsWith(origin + LIFF_PREFIX) ? address.slice(origin.length) : null
}
