import { type Ref, ref, shallowRef } from 'vue'
import type { TokenSource } from './api.ts'
import type { Boot } from './boot.ts'
import { comeBackTo, liffPathOf, withoutTraces } from './address.ts'
import { type Line, loadLine } from './line.ts'
import { persist } from './persist.ts'

/**
 * How the person came in: `opening` while LINE has not said, `known` when LINE has, `login` in an ordinary browser,
 * `line_browser` when it must be opened again in LINE by its LIFF URL, mostly because its own address was opened there, `no_liff` when the account has
 * no LIFF app.
 */
export type Entrance = 'opening' | 'known' | 'login' | 'line_browser' | 'no_liff'

export interface Identity extends TokenSource {
  entrance: Ref<Entrance>
  /** LINE does not answer; it is tried again until it does. */
  struggling: Ref<boolean>
  line: Ref<Line | null>
  /** Resolves when the address and the history are ours. */
  open(): Promise<void>
  login(): void
}

const renewedKey = 'musubi:renewed-at'
const renewalPauseMs = 60_000
/** A token about to end would be refused on arrival. */
const freshForMs = 30_000

/** Who the person is, according to LINE. Nothing here is trusted by the server but the ID token that LINE verifies. */
export function createIdentity(boot: Boot): Identity {
  const entrance = ref<Entrance>('opening')
  const struggling = ref(false)
  const line = shallowRef<Line | null>(null)
  let tellToken: (token: string) => void
  const token = new Promise<string>((resolve) => (tellToken = resolve))

  async function open() {
    const { liffId } = boot
    if (liffId === null) {
      entrance.value = 'no_liff'
      return
    }
    const opened = await persist(
      async () => {
        line.value ??= await loadLine({ ...boot, liffId })
        await openOnce(line.value)
        return line.value
      },
      () => (struggling.value = true),
    )
    struggling.value = false
    history.replaceState(history.state, '', withoutTraces(new URL(location.href)))
    await recognise(opened)
  }

  async function recognise(opened: Line) {
    const idToken = opened.isLoggedIn() ? opened.idToken() : null
    if (idToken === null) return askIn()
    // In an ordinary browser the SDK keeps an ID token longer than it is valid.
    const endsAt = opened.idTokenExpiresAt()
    if (endsAt !== null && endsAt < Date.now() + freshForMs) return void renew()
    entrance.value = 'known'
    tellToken(idToken)
  }

  function askIn() {
    entrance.value = isLineApp() ? 'line_browser' : 'login'
  }

  /** Once a minute at most, so that a token which the server never takes does not send the person round in circles. */
  function renew(): Promise<never> {
    const opened = line.value!
    const renewedAt = Number(sessionStorage.getItem(renewedKey) ?? 0)
    if (Date.now() - renewedAt < renewalPauseMs) askIn()
    else {
      sessionStorage.setItem(renewedKey, String(Date.now()))
      const inClient = opened.isInClient()
      opened.logout()
      if (inClient) location.assign(liffUrlHere(boot))
      else opened.login(location.href)
    }
    return new Promise<never>(() => {})
  }

  return {
    entrance,
    struggling,
    line,
    open,
    idToken: () => token,
    renew,
    login: () => line.value?.login(comeBackTo(new URL(location.href)).href),
  }
}

/** The LIFF URL of the page that is shown: where a person in LINE should have come in. */
export const liffUrlHere = ({ liffUrl, liffId }: Boot): string =>
  `${liffUrl}/${liffId}${liffPathOf(new URL(location.href))}`

/** Any browser of the LINE app, the one of LIFF or the plain one: its user agent names LINE. */
const isLineApp = () => /\bLine\/\d/.test(navigator.userAgent)

/** A refusal at LINE's consent screen is not a failure of LINE: the person is asked again, by the login button. */
async function openOnce(line: Line) {
  try {
    await line.open()
  } catch (failure) {
    if (!new URL(location.href).searchParams.has('liffOAuth2Error')) throw failure
  }
}
