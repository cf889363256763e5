import type { AnswerValue, FormDefinition, SubmissionView, Texts } from '../../bot/forms/contract.ts'
import type { BootForm } from './boot.ts'

const patienceMs = 15_000

/** The server answered, and the answer is no. `detail` is what the route says about it. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly detail: Record<string, unknown>
  constructor(status: number, code: string, message: string, detail: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.detail = detail
  }
}

/** No answer, or one that says to come again later: the same request may succeed in a while. */
export class Unreachable extends Error {}

export interface Draft {
  submission: SubmissionView
  /** That of the draft's own version, which may be older than the page's. */
  definition: FormDefinition
  /** The person's last finished submission of this form. */
  earlier: { number: number; finishedAt: number } | null
}

export interface Receipt {
  number: number
  thanks: Texts
}

export interface Api {
  form(key: string): Promise<BootForm | null>
  openDraft(formKey: string): Promise<Draft>
  saveAnswer(submissionId: string, questionKey: string, value: AnswerValue | null): Promise<void>
  complete(submissionId: string): Promise<Receipt>
}

/** How a session is had: an ID token when the person is known, and a newer one when the server refuses it. */
export interface TokenSource {
  idToken(): Promise<string>
  /** Leaves the page to get a newer token, or shows the person how to; what waits for it waits on. */
  renew(): Promise<never>
}

/**
 * The friends' API of one account. The ID token is exchanged once for a session, which lives in this closure only;
 * when the server does not know the session any more, it is opened again once.
 * @throws Refused, Unreachable
 */
export function createApi(accountId: string, tokens: TokenSource): Api {
  const base = `/liff/api/${encodeURIComponent(accountId)}`
  let session: Promise<string> | null = null

  async function openSession(): Promise<string> {
    const idToken = await tokens.idToken()
    try {
      return (await send<{ session: string }>('POST', `${base}/session`, { idToken })).session
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 401) return tokens.renew()
      throw failure
    }
  }

  /** The session, opened when there is none; one that could not be opened is not kept, the next attempt begins anew. */
  function currentSession(): Promise<string> {
    if (session) return session
    const opening = openSession()
    opening.catch(() => (session = null))
    return (session = opening)
  }

  async function withSession<T>(method: string, path: string, body?: unknown): Promise<T> {
    const known = await currentSession()
    try {
      return await send<T>(method, base + path, body, known)
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 401) throw failure
      session = null
      return send<T>(method, base + path, body, await currentSession())
    }
  }

  const part = encodeURIComponent
  return {
    form: async (key) => (await send<{ form: BootForm | null }>('GET', `${base}/forms/${part(key)}`)).form,
    openDraft: (formKey) => withSession('PUT', `/forms/${part(formKey)}/draft`),
    saveAnswer: (id, key, value) => withSession('PUT', `/submissions/${part(id)}/answers/${part(key)}`, { value }),
    complete: (id) => withSession('PUT', `/submissions/${part(id)}/completion`),
  }
}

async function send<T>(method: string, path: string, body?: unknown, session?: string): Promise<T> {
  const impatience = new AbortController()
  const timer = setTimeout(() => impatience.abort(), patienceMs)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (session !== undefined) headers['authorization'] = `Bearer ${session}`
  try {
    // keepalive lets the last answer arrive although the person closes the page just now.
    const response = await fetch(path, {
      method,
      headers,
      keepalive: true,
      signal: impatience.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.ok) return (await response.json()) as T
    if (response.status === 429 || response.status >= 500)
      throw new Unreachable(`The server answers ${response.status}.`)
    throw await refusal(response)
  } catch (failure) {
    throw failure instanceof Refused || failure instanceof Unreachable ? failure : new Unreachable(String(failure))
  } finally {
    clearTimeout(timer)
  }
}

async function refusal(response: Response): Promise<Refused> {
  const { error } = (await response.json().catch(() => ({}))) as {
    error?: { code: string; message: string; detail?: Record<string, unknown> }
  }
  return new Refused(response.status, error?.code ?? 'unknown', error?.message ?? response.statusText, error?.detail)
}
