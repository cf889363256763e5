import { Hono } from 'hono'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { introduced } from '../forms/introduced.ts'
import { formKeyPattern } from '../forms/form-key.ts'
import { inLanguage, type FormDefinition, type Language, type Opening } from '../forms/contract.ts'
import { formByKey, type OpenForm } from '../forms/load.ts'
import { openTrial, type Trial } from '../forms/trials.ts'
import type { MemberLogin } from '../identity-links/contract.ts'
import { scopeOf } from '../scope.ts'
import { titleFor } from '../forms/fill-texts.ts'

/** What the server writes into the page, so that the first question is drawn before anything is asked. */
export interface Boot {
  accountId: string
  accountName: string
  liffId: string | null
  simulator: boolean
  liffUrl: string
  language: Language | null
  page: 'form' | 'login' | 'me' | 'not_found'
  form: BootForm | null
  /** How members log in; null: there is no member login. */
  login: MemberLogin | null
  /** Whether photos and files can be taken: there is a place to keep them. */
  files: boolean
}

/** A form as the page gets it, here and from `GET /forms/:key`. */
export interface BootForm {
  key: string
  version: number
  state: 'open' | 'closed'
  /** Whether it takes answers now. */
  opening: Opening
  /** A registration makes its person a member. */
  kind: 'survey' | 'registration'
  definition: FormDefinition
}

/** What the page of a draft gets: see `forms/trials.ts`. */
export interface BootTrial extends Trial {
  accountId: string
  accountName: string
  /** What the link carries; the draft is read anew with it. */
  pass: string
}

export const bootFormOf = ({ key, version, state, opening, definition }: OpenForm): BootForm => ({
  key,
  version,
  state,
  opening,
  kind: definition.registration ? 'registration' : 'survey',
  definition: introduced(definition, opening),
})

const beside = new Set(['static', 'api', 'preview'])

/** The pages that are no form, by their path inside the mini-app; those behind the person's own count as that one. */
function pageAt(path: string): Boot['page'] {
  if (/^\/login\/?$/.test(path)) return 'login'
  return path === '/' || /^\/me(\/|$)/.test(path) ? 'me' : 'not_found'
}

/**
 * The friends' pages. LINE's first redirect carries the path that people were sent to in `liff.state`; the server reads
 * it there, because the page must not touch its address before `liff.init()`.
 * @param page the built page with its placeholders
 * @param simulator whether the page may talk to the simulator and be framed by its phone
 */
export function liffPages(deps: Deps, { page, simulator }: { page: () => Promise<string>; simulator: boolean }) {
  const pages = new Hono().get('/liff/preview', async (c) => {
    for (const [name, value] of previewHeaders) c.header(name, value)
    return c.html((await page()).replace('<!--boot-->', '<script type="application/json" id="preview">{}</script>'))
  })
  return pages.get('/liff/:accountId/*', async (c, next) => {
    // Files and the API live beside the accounts; no account is called so.
    if (beside.has(c.req.param('accountId'))) return next()
    const account = await loadAccount(deps, c.req.param('accountId'))
    if (!account) throw notFound('This account')
    const path = wantedPath(new URL(c.req.url), account.id)
    const scope = scopeOf(deps, account, { kind: 'system' })
    const pass = /^\/trials\/([^/]+)\/?$/.exec(path)?.[1]
    const trial = pass === undefined || account.isDisconnected ? null : await openTrial(scope, pass)
    if (pass !== undefined && trial) {
      for (const [name, value] of headers(deps, simulator)) c.header(name, value)
      return c.html(withTrial(await page(), { accountId: account.id, accountName: account.name, pass, ...trial }))
    }
    const key = /^\/forms\/([^/]+)\/?$/.exec(path)?.[1]
    // Nobody can log in at an account that was disconnected, so nobody is asked anything there.
    const form =
      key === undefined || !formKeyPattern.test(key) || account.isDisconnected ? undefined : await formByKey(scope, key)
    const language = languageOf(c.req.header('accept-language'))
    const boot: Boot = {
      accountId: account.id,
      accountName: account.name,
      liffId: account.liffId,
      simulator,
      liffUrl: deps.settings.LINE_LIFF_URL,
      language,
      page: form ? 'form' : account.isDisconnected ? 'not_found' : pageAt(path),
      form: form ? bootFormOf(form) : null,
      login: account.memberLogin,
      files: deps.files !== null,
    }
    for (const [name, value] of headers(deps, simulator)) c.header(name, value)
    return c.html(
      withBoot(
        await page(),
        boot,
        form ? inLanguage(titleFor(form.definition, { answers: {}, name: null }), language ?? 'ja') : account.name,
      ),
      boot.page === 'not_found' ? 404 : 200,
    )
  })
}

/** The path inside the mini-app: from `liff.state` at LINE's first redirect, else from the address. */
function wantedPath(url: URL, accountId: string): string {
  const state = url.searchParams.get('liff.state')
  if (state?.startsWith('/')) return URL.canParse(state, 'http://page') ? new URL(state, 'http://page').pathname : state
  return url.pathname.slice(`/liff/${accountId}`.length) || '/'
}

const languageOf = (accepted: string | undefined): Language | null => {
  const first = accepted?.trim().slice(0, 2).toLowerCase()
  return first === 'ja' || first === 'en' ? first : null
}

/** `<` is escaped, so that no text of a form can end the script element. */
const inScript = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

/** A draft on the phone of whoever writes it. It is the preview's page: it knows nobody, asks LINE for nothing and sends nothing. */
const withTrial = (page: string, trial: BootTrial): string =>
  page
    .replace('<title>Musubi</title>', () => `<title>${escapeHtml(inLanguage(trial.definition.title, 'ja'))}</title>`)
    .replace('<!--boot-->', () => `<script type="application/json" id="preview">${inScript({ trial })}</script>`)

/** The page as it is sent: what it is drawn from stands in it. */
export function withBoot(page: string, boot: Boot, title: string): string {
  const json = inScript(boot)
  return page
    .replace('<html lang="ja">', () => `<html lang="${boot.language ?? 'ja'}">`)
    .replace('<title>Musubi</title>', () => `<title>${escapeHtml(title)}</title>`)
    .replace('<!--boot-->', () => `<script type="application/json" id="boot">${json}</script>`)
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * The page in which the dashboard shows a form while it is edited: the only one that may be framed, and by our own pages
 * alone. It can ask nobody for anything, so that nothing that is tried in it is ever an answer.
 */
const previewHeaders: [string, string][] = [
  [
    'content-security-policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
  ],
  ['x-frame-options', 'SAMEORIGIN'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-cache'],
]

/** LINE's SDK talks to LINE's hosts and nothing else does. The primary address holds credentials: no referrer leaves. */
function headers({ settings }: Deps, simulator: boolean): [string, string][] {
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    `connect-src 'self' https://*.line.me https://*.line-scdn.net ${settings.LINE_API_URL}`,
    "object-src 'none'",
    "base-uri 'none'",
    `frame-ancestors ${simulator ? "'self'" : "'none'"}`,
  ].join('; ')
  return [
    ['content-security-policy', policy],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    // The page cannot be cleared from LINE's cache, and it holds the form as it is now.
    ['cache-control', 'no-cache'],
  ]
}
