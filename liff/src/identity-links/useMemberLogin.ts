import { type Ref, ref, shallowRef } from 'vue'
import type { Claim, LinkRefusal, LinkView, Me } from '../../../bot/identity-links/contract.ts'
import { type Api, Refused } from '../api.ts'
import { onlineOrAfter } from '../persist.ts'

const retryPauseMs = 4_000

/**
 * What the person sees: `opening` until the server has said where they are, `already` when they were tied before they
 * came, `linked` when they have been tied just now.
 */
export type LoginStep = 'opening' | 'claim' | 'code' | 'confirm' | 'linked' | 'already' | 'conflict'

/** Why the last step did not go through. `later`: too many attempts, until a time in milliseconds UTC. */
export type LoginProblem = { kind: LinkRefusal | 'unreachable' } | { kind: 'later'; until: number }

export interface MemberLoginState {
  step: Ref<LoginStep>
  attempt: Ref<LinkView | null>
  /** The tie that stood before. */
  tie: Ref<Me['link']>
  problem: Ref<LoginProblem | null>
  isBusy: Ref<boolean>
  /** Asks the server where the person stands, and again while it cannot be reached. */
  open(): Promise<void>
  claim(claim: Claim): Promise<void>
  /** @returns whether a new code was sent */
  sendAgain(): Promise<boolean>
  prove(code: string): Promise<void>
  agree(version: string, language: 'ja' | 'en'): Promise<void>
  /** Back to the first page, with what was typed there. */
  correct(): void
}

const stepOf: Record<LinkView['state'], LoginStep> = {
  opened: 'claim',
  code_sent: 'code',
  proven: 'confirm',
  linked: 'linked',
  conflict: 'conflict',
}

/**
 * One person's way through the member login. The server holds the attempt, so that a reload, the way back and another
 * browser find it where it was; this page keeps nothing but what is on the screen.
 */
export function useMemberLogin(api: Api): MemberLoginState {
  const step = ref<LoginStep>('opening')
  const attempt = shallowRef<LinkView | null>(null)
  const tie = shallowRef<Me['link']>(null)
  const problem = ref<LoginProblem | null>(null)
  const isBusy = ref(false)

  type Answer = { attempt: LinkView }
  const begin = () => api.call<Answer>('POST', '/link-attempts', {})
  const change = (part: string, body: unknown, method = 'PUT') =>
    api.call<Answer>(method, `/link-attempts/${encodeURIComponent(attempt.value?.id ?? '')}/${part}`, body)

  /** @returns whether it went through */
  async function take(request: () => Promise<Answer>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    problem.value = null
    try {
      attempt.value = (await request()).attempt
      step.value = stepOf[attempt.value.state]
      return true
    } catch (failure) {
      await understand(failure)
      return false
    } finally {
      isBusy.value = false
    }
  }

  async function understand(failure: unknown) {
    const { reason, retryAfter } = refusalOf(failure)
    if (typeof retryAfter === 'number') problem.value = { kind: 'later', until: Date.now() + retryAfter * 1000 }
    else if (reason === 'already_linked') await showTie()
    else if (reason === 'expired' || isGone(failure)) await beginAnew()
    else problem.value = { kind: reason ?? 'unreachable' }
  }

  async function showTie() {
    try {
      tie.value = (await api.call<{ me: Me }>('GET', '/me')).me.link
      step.value = tie.value === null ? 'claim' : 'already'
    } catch {
      problem.value = { kind: 'unreachable' }
    }
  }

  async function beginAnew() {
    const before = attempt.value?.id
    try {
      attempt.value = (await begin()).attempt
      step.value = stepOf[attempt.value.state]
      // The same one has only gone on, in another tab.
      problem.value = attempt.value.id === before ? null : { kind: 'expired' }
    } catch (failure) {
      if (refusalOf(failure).reason === 'already_linked') await showTie()
      else problem.value = { kind: 'unreachable' }
    }
  }

  /** Nothing can be done before it is known where the person is, so it is asked until there is an answer. */
  async function open() {
    while (step.value === 'opening') {
      await take(begin)
      if (step.value === 'opening') await onlineOrAfter(retryPauseMs)
    }
  }

  return {
    step,
    attempt,
    tie,
    problem,
    isBusy,
    open,
    async claim(claim) {
      await take(() => change('claim', claim))
    },
    sendAgain: () => take(() => change('code', {}, 'POST')),
    async prove(code) {
      await take(() => change('code', { code }))
    },
    async agree(version, language) {
      await take(() => change('consent', { version, language }))
    },
    correct() {
      problem.value = null
      step.value = 'claim'
    },
  }
}

const refusalOf = (failure: unknown) =>
  (failure instanceof Refused ? failure.detail : {}) as { reason?: LinkRefusal; retryAfter?: number }

/** The attempt is over or has gone on elsewhere: the server says anew where the person stands. */
const isGone = (failure: unknown) => failure instanceof Refused && (failure.status === 404 || failure.status === 409)
