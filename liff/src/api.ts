import type { AnswerValue, Language, OpenedForm, Receipt } from '../../bot/forms/contract.ts'
import type { BootForm } from './boot.ts'

const patienceMs = 15_000

/** The server answered, and the answer is no. `detail` is what the route says about it. */
export class Refused extends Error {
  declare readonly status: number
  declare readonly code: string
  declare readonly detail: Record<string, unknown>
  constructor(status: number, code: string, message: string, detail: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.detail = detail
  }
}

/** No answer, or a server in trouble: the same request may succeed in a while. */
export class Unreachable extends Error {}

export interface Api {
  /**
   * Any request of the friends' API; `path` is what stands behind `/liff/api/:accountId`.
   * @throws Refused, Unreachable
   */
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  /** For requests that are no JSON: called with a session, and once more with a new one when the first is refused (401). */
  authorised<T>(attempt: (base: string, session: string) => Promise<T>): Promise<T>
  /** A form as it is now; nobody has to be known for it. */
  form(key: string): Promise<BootForm | null>
  /**
   * The draft of a form: the open one, else a new one. `again` begins another one beside a finished one; `hidden` is what the
   * link said about who comes.
   */
  openDraft(formKey: string, again: boolean, hidden: Record<string, string>): Promise<OpenedForm>
  /** A draft that replaces the finished submission, with its answers. */
  changeFinished(formKey: string): Promise<OpenedForm>
  /** Gives such a draft up: what was sent stands. */
  keepFinished(formKey: string): Promise<OpenedForm>
  /** @returns the value as it is stored, and the draft's revision, one higher by each write, whoever wrote */
  saveAnswer(
    submissionId: string,
    questionKey: string,
    value: AnswerValue | null,
  ): Promise<{ value: AnswerValue | null; revision: number }>
  /** @param revision of the draft as the person sees it: what was changed elsewhere since is refused */
  complete(submissionId: string, language: Language, revision: number): Promise<Receipt>
}

/** How a session is had: an ID token when the person is known, and a newer one when the server refuses it. */
export interface TokenSource {
  idToken(): Promise<string>
  /** Leaves the page to get a newer token, or shows the person how to; what waits for it waits on. */
  renew(): Promise<never>
}

/** What the server says of the person with the session: the language that they chose, in whatever browser or chat. */
export interface Recognised {
  language: Language | null
}

/**
 * The friends' API of one account. The ID token is exchanged once for a session, which lives in this closure only;
 * when the server does not know the session any more, it is opened again once.
 * @throws Refused, Unreachable
 */
export function createApi(
  accountId: string,
  tokens: TokenSource,
  recognised: (friend: Recognised) => void = () => {},
): Api {
  const base = `/liff/api/${encodeURIComponent(accountId)}`
  let session: Promise<string> | null = null

  async function openSession(): Promise<string> {
    const idToken = await tokens.idToken()
    try {
      const opened = await send<{ session: string; friend: Recognised }>('POST', `${base}/session`, { idToken })
      recognised(opened.friend)
      return opened.session
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

  async function authorised<T>(attempt: (base: string, session: string) => Promise<T>): Promise<T> {
    const known = currentSession()
    try {
      return await attempt(base, await known)
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 401) throw failure
      // Two requests may be refused at once; the second one uses what the first one has opened.
      if (session === known) session = null
      return attempt(base, await currentSession())
    }
  }

  const call = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    authorised((_, known) => send<T>(method, base + path, body, known))

  const part = encodeURIComponent
  return {
    call,
    authorised,
    form: async (key) => (await send<{ form: BootForm | null }>('GET', `${base}/forms/${part(key)}`)).form,
    openDraft: (formKey, again, hidden) => {
      const said = Object.keys(hidden).length > 0 ? `hidden=${part(JSON.stringify(hidden))}` : ''
      const query = [again ? 'again=true' : '', said].filter(Boolean).join('&')
      return call('PUT', `/forms/${part(formKey)}/draft${query && `?${query}`}`)
    },
    changeFinished: (formKey) => call('PUT', `/forms/${part(formKey)}/change`),
    keepFinished: (formKey) => call('DELETE', `/forms/${part(formKey)}/change`),
    saveAnswer: (id, key, value) => call('PUT', `/submissions/${part(id)}/answers/${part(key)}`, { value }),
    complete: (id, language, revision) =>
      call('PUT', `/submissions/${part(id)}/completion?language=${language}&revision=${revision}`),
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
    if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T
    if (response.status >= 500) throw new Unreachable(`The server answers ${response.status}.`)
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
