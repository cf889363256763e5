import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Channel, Desk } from './desk.ts'
import { liffAppsOf } from './line-liff-apps.ts'
import { accessTokenOf, contextTokenOf, idTokenOf } from './tokens.ts'

/**
 * `https://liff.line.me/…` of the desk: LINE's first redirect to the endpoint URL with `liff.state` and tokens in the fragment.
 * `person` says who opens it; without one a page asks, as LINE's login would. `external` says that it is not opened from a chat.
 */
export function liffEntry(desk: Desk): Hono {
  const app = new Hono()
  app.get('/:liffId/*', (c) => open(c.req.raw, c.req.param('liffId')))
  app.get('/:liffId', (c) => open(c.req.raw, c.req.param('liffId')))

  async function open(request: Request, liffId: string): Promise<Response> {
    const url = new URL(request.url)
    const channel = desk.channels.find((one) => liffAppsOf(desk, one.accountId)[liffId])
    if (!channel) return page(404, await notFoundPage(liffId))
    const endpoint = liffAppsOf(desk, channel.accountId)[liffId]?.view.url ?? ''
    const uid = url.searchParams.get('person') ?? ''
    if (!desk.state.people[uid]) return page(200, await loginPage(desk, channel, url))
    const external = url.searchParams.has('external')
    return Response.redirect(
      await firstRedirect(desk, channel, { uid, endpoint, state: stateOf(url, liffId), external }),
      302,
    )
  }
  return app
}

/** What follows the LIFF ID in the address, without what the desk itself added. */
function stateOf(url: URL, liffId: string): string {
  const path = url.pathname.slice(url.pathname.indexOf(`/${liffId}`) + liffId.length + 1)
  const query = new URLSearchParams(url.searchParams)
  query.delete('person')
  query.delete('external')
  return query.size > 0 ? `${path}?${query}` : path
}

async function firstRedirect(
  desk: Desk,
  channel: Channel,
  { uid, endpoint, state, external }: { uid: string; endpoint: string; state: string; external: boolean },
): Promise<string> {
  const target = new URL(endpoint)
  if (state !== '' && state !== '/') target.searchParams.set('liff.state', state)
  const fragment = new URLSearchParams({
    access_token: accessTokenOf(desk, uid, channel.accountId),
    id_token: await idTokenOf(desk, uid, channel.accountId),
    context_token: await contextTokenOf(desk, uid, channel, external ? 'external' : 'utou'),
  })
  return `${target}#${fragment}`
}

const page = (status: number, body: string) =>
  new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } })

const frame = async (title: string, content: ReturnType<typeof html>) =>
  String(
    await html`<!doctype html>
      <html lang="ja">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <style>
            :root {
              color-scheme: light dark;
              --ground: #f7f5f0;
              --surface: #fff;
              --ink: #1d2129;
              --soft: #5b6270;
              --line: #d8dce4;
              --indigo: #243b6b;
              --vermilion: #b83a2b;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --ground: #14171d;
                --surface: #1d222b;
                --ink: #e7e9ee;
                --soft: #a3aab8;
                --line: #333a46;
                --indigo: #8fb0f0;
                --vermilion: #f08a7b;
              }
            }
            body {
              margin: 0;
              background: var(--ground);
              color: var(--ink);
              font:
                16px/1.7 system-ui,
                'Hiragino Sans',
                'Noto Sans JP',
                sans-serif;
            }
            main {
              max-width: 400px;
              margin: 0 auto;
              padding: 40px 24px;
            }
            .badge {
              display: inline-block;
              border: 1px solid var(--vermilion);
              color: var(--vermilion);
              border-radius: 99px;
              padding: 0 12px;
              font-size: 14px;
            }
            h1 {
              font-size: 20px;
              margin: 16px 0 8px;
            }
            p {
              color: var(--soft);
              margin: 0 0 24px;
            }
            ul {
              list-style: none;
              margin: 0;
              padding: 0;
              display: grid;
              gap: 8px;
            }
            a {
              color: var(--indigo);
            }
            li a {
              display: flex;
              align-items: center;
              gap: 12px;
              min-height: 56px;
              padding: 4px 16px;
              background: var(--surface);
              border: 1px solid var(--line);
              border-radius: 8px;
              color: var(--ink);
              text-decoration: none;
            }
            li a:hover {
              border-color: var(--indigo);
            }
            a:focus-visible {
              outline: 3px solid var(--indigo);
              outline-offset: 2px;
            }
            img {
              width: 40px;
              height: 40px;
              border-radius: 50%;
            }
          </style>
        </head>
        <body>
          <main><span class="badge">シミュレーター / Simulator</span>${content}</main>
        </body>
      </html>`,
  )

/** LINE's login: here one only says who one is. */
function loginPage(desk: Desk, channel: Channel, url: URL): Promise<string> {
  const people = Object.values(desk.state.people)
  const address = (uid: string) => {
    const query = new URLSearchParams(url.searchParams)
    query.set('person', uid)
    query.set('external', '1')
    return `?${query}`
  }
  const choice = people.map(
    ({ uid, name }) =>
      html`<li>
        <a href="${address(uid)}"><img src="/simulator/api/people/${uid}/picture" alt="" />${name}</a>
      </li>`,
  )
  return frame(
    'ログイン(シミュレーター)',
    html`<h1>だれとしてログインしますか</h1>
      <p lang="en">${channel.name}: who are you?</p>
      ${
        people.length > 0
          ? html`<ul>
              ${choice}
            </ul>`
          : html`<p>まだ人がいません。<a href="/simulator/">シミュレーターの電話</a>で人を作ると、ここで選べます。</p>`
      }`,
  )
}

const notFoundPage = (liffId: string) =>
  frame(
    'LIFFアプリがありません',
    html`<h1>このLIFFアプリはありません</h1>
      <p>
        LIFF ID「${liffId}」の公式アカウントが見つかりません。<br /><span lang="en">No account has this LIFF ID.</span>
      </p>`,
  )
