/** What LINE's login and redirects leave in the query. Shared on, they would carry someone's one-time code. */
const traces = [
  'code',
  'state',
  'liffClientId',
  'liffRedirectUri',
  'liffIsEscapedFromApp',
  'liffOAuth2Error',
  'error',
  'error_description',
  'friendship_status_changed',
]

/** The address as it should stand: without what LINE's login and redirects left there. */
export function withoutTraces(address: URL): URL {
  const clean = new URL(address)
  for (const name of [...clean.searchParams.keys()]) {
    if (traces.includes(name) || name.startsWith('liff.')) clean.searchParams.delete(name)
  }
  return clean
}

/** What stands behind `/liff/:accountId` in an address, as a LIFF URL carries it behind the LIFF ID; empty for the home page. */
export function liffPathOf(address: URL): string {
  const clean = withoutTraces(address)
  // Where somebody is in a form is their own: the draft knows it, a link need not.
  clean.searchParams.delete('question')
  return clean.pathname.replace(/^\/liff\/[^/]+\/?/, '/').replace(/^\/$/, '') + clean.search
}
