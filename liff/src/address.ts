import type { PageName } from './boot.ts'

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

/**
 * Where LINE's login leads back to. The draft knows best where the person stopped, so the question on the screen is named
 * only where a chat waits for just that one.
 */
export function comeBackTo(address: URL): URL {
  const back = new URL(address)
  if (!back.searchParams.has('from')) back.searchParams.delete('question')
  return back
}

/** What an address shows: a page, and of a form its key, of a submission its id. */
export interface Spot {
  page: PageName
  key: string | null
}

const paths: [PageName, RegExp][] = [
  ['me', /^\/(me\/?)?$/],
  ['login', /^\/login\/?$/],
  ['form', /^\/forms\/(?<key>[^/]+)\/?$/],
  ['submission', /^\/me\/submissions\/(?<key>[^/]+)\/?$/],
]

/** @param path what stands behind `/liff/:accountId`, without its query */
export function spotAt(path: string): Spot {
  for (const [page, pattern] of paths) {
    const found = pattern.exec(path)
    const key = keyIn(found?.groups?.['key'] ?? '')
    if (found && key !== null) return { page, key: key || null }
  }
  return { page: 'not_found', key: null }
}

/** Null for what no browser would write. */
function keyIn(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/**
 * The address of another question of the same form. `from` tells how the person came to the question that they came to, so
 * it goes with that one: a page that is loaded anew at a later question must not take that for the one the chat waits for.
 * That somebody wanted a change is done with when they are in it.
 */
export function withQuestion(address: URL, key: string): URL {
  const moved = new URL(address)
  const { searchParams } = moved
  if (![null, key].includes(searchParams.get('question'))) searchParams.delete('from')
  searchParams.set('question', key)
  searchParams.delete('change')
  moved.hash = ''
  return moved
}
