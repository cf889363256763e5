import { liffPathOf } from './address.ts'
import type { Line } from './line.ts'

/** What LINE's first redirect brings in the fragment. */
const credentials = ['access_token', 'id_token', 'context_token']

/**
 * The simulator in LINE's place: the same steps as the real SDK (credentials from the fragment, second redirect from
 * `liff.state`, clean address), and talk with the phone that shows this page in a frame.
 */
export function createLine(liffId: string, liffUrl: string): Line {
  const storeKey = `simulator:liff:${liffId}`
  const isInPhone = window.parent !== window
  const tell = (message: Record<string, string>) => window.parent.postMessage(message, location.origin)
  const idToken = () => sessionStorage.getItem(storeKey)
  const accessKey = `${storeKey}:access`

  return {
    async open() {
      const fragment = new URLSearchParams(location.hash.slice(1))
      const given = fragment.get('id_token')
      // A fragment wins over what is kept: the phone may have changed hands.
      if (given) sessionStorage.setItem(storeKey, given)
      const access = fragment.get('access_token')
      if (access) sessionStorage.setItem(accessKey, access)
      for (const name of credentials) fragment.delete(name)
      const here = new URL(location.href)
      here.hash = fragment.toString()
      history.replaceState(history.state, '', secondRedirect(here))
      if (isInPhone) reportTitle((title) => tell({ simulator: 'title', title }))
    },
    isInClient: () => isInPhone,
    isLoggedIn: () => idToken() !== null,
    login: (returnTo) => location.assign(`${liffUrl}/${liffId}${liffPathOf(new URL(returnTo))}`),
    logout() {
      sessionStorage.removeItem(storeKey)
      sessionStorage.removeItem(accessKey)
    },
    idToken,
    idTokenExpiresAt: () => expiryOf(idToken()),
    accessToken: () => sessionStorage.getItem(accessKey),
    async say(text) {
      if (isInPhone) tell({ simulator: 'say', text })
      return isInPhone
    },
    language: () => navigator.language,
    close: () => (isInPhone ? tell({ simulator: 'close' }) : window.close()),
  }
}

/** Endpoint URL and `liff.state` joined, as LINE joins them: the path is appended, the query merged. */
function secondRedirect(here: URL): string {
  const state = here.searchParams.get('liff.state')
  here.searchParams.delete('liff.state')
  if (!state) return here.href
  const wanted = new URL(state.startsWith('/') ? state : `/${state}`, here.origin)
  here.pathname = here.pathname.replace(/\/$/, '') + wanted.pathname
  for (const [name, value] of wanted.searchParams) here.searchParams.append(name, value)
  if (wanted.hash) here.hash = wanted.hash
  return here.href
}

function reportTitle(report: (title: string) => void) {
  let reported = ''
  const look = () => {
    if (document.title !== reported) report((reported = document.title))
  }
  look()
  new MutationObserver(look).observe(document.head, {
    subtree: true,
    childList: true,
    characterData: true,
  })
}

function expiryOf(token: string | null): number | null {
  try {
    const payload = token!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')
    const { exp } = JSON.parse(atob(payload)) as { exp?: number }
    return exp === undefined ? null : exp * 1000
  } catch {
    return null
  }
}
