import type { Settings } from '../settings.ts'
import { isRehearsal } from '../settings.ts'
import { addressOf, isLoopback, isPublic } from './ip-address.ts'

/** Why an address is not called; the dashboard words it. */
export type TargetProblem = 'no_address' | 'not_https' | 'credentials' | 'port' | 'own_address' | 'private_address'

/** Where web servers listen. Everything else, mail and databases above all, is no place for a request of ours. */
const portsOpen = new Set(['', '443', '8443', '80', '8080'])

/** Names that lead into the machine or its own network, whatever they resolve to. */
const closedNames = /^[^.]+$|\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/

/**
 * Whether an endpoint may be called at all, as far as its address tells. A name may still lead to a private address: that is
 * looked at once more at the connection itself (`Deps.callOut`), because it may change at any time.
 * @returns null when nothing is wrong with it
 */
export function targetProblem(settings: Settings, text: string): TargetProblem | null {
  if (!URL.canParse(text)) return 'no_address'
  const url = new URL(text)
  const host = url.hostname.replace(/\.$/, '').toLowerCase()
  if (!['https:', 'http:'].includes(url.protocol) || host === '') return 'not_https'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (isOwn(settings, url, host)) return 'own_address'
  // On a developer's own machine, where nothing that is sent is real.
  if (mayLoopback(settings) && isLocal(host)) return null
  if (url.protocol !== 'https:') return 'not_https'
  if (!portsOpen.has(url.port)) return 'port'
  const address = addressOf(host)
  if (address ? !isPublic(address) : closedNames.test(host)) return 'private_address'
  return null
}

/** Whether the developer's own machine may be called: only while the simulator stands in for LINE. */
export const mayLoopback = (settings: Settings): boolean => isRehearsal(settings)

const isLocal = (host: string) => host === 'localhost' || isLoopback(addressOf(host) ?? [])

/** Ourselves: a call to our own host would come from inside, past whatever stands in front. */
function isOwn({ PUBLIC_URL, PORT }: Settings, url: URL, host: string): boolean {
  const own = new URL(PUBLIC_URL)
  if (!isLocal(host)) return host === own.hostname.toLowerCase()
  return url.port === String(PORT) || (isLocal(own.hostname) && url.port === own.port)
}
