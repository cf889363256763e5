import type { Boot } from './boot.ts'

/**
 * LINE, as far as this app needs it. Two implementations stand behind it, each in its own chunk that is loaded after the
 * first paint: the real SDK and the simulator's.
 */
export interface Line {
  /**
   * LINE's start. Until it resolves nobody may touch the address or the history; afterwards they are ours.
   * It may take the page to another address instead, and then it never resolves. May be called again after it failed.
   */
  open(): Promise<void>
  /** In the LIFF browser of the LINE app, or in the simulator's phone. */
  isInClient(): boolean
  isLoggedIn(): boolean
  /** Leaves for LINE's login, and comes back to `returnTo`, which must lie under the endpoint URL. */
  login(returnTo: string): void
  /** Forgets every token, so that the next start gets new ones. */
  logout(): void
  /** The raw ID token, only ever sent to our server, which has LINE verify it. */
  idToken(): string | null
  /** When that token ends, in milliseconds UTC; read for convenience, not for trust. */
  idTokenExpiresAt(): number | null
  /** The person's own access token: our server can tell LINE with it that the tie has ended, and does nothing else with it. */
  accessToken(): string | null
  /** The language of the LINE app as a BCP 47 tag. */
  language(): string
  /**
   * Says something in the talk room in the person's name. Only where the page was opened from a talk room and the person
   * has allowed it; otherwise false, and nothing was said.
   */
  say(text: string): Promise<boolean>
  /** Closes the page and goes back to the talk room. */
  close(): void
}

export async function loadLine({ simulator, liffId, liffUrl }: Boot & { liffId: string }): Promise<Line> {
  if (!simulator) return (await import('./line-sdk.ts')).createLine(liffId)
  return (await import('./line-simulator.ts')).createLine(liffId, liffUrl)
}
