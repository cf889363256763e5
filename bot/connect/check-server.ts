import { webhookUrlOf } from './check-webhook.ts'
import type { Finding, Ground } from './contract.ts'

const timeoutMs = 10_000

/** What our own server said from where people reach it. */
export interface OwnServer {
  findings: Finding[]
  pages: boolean
  servedLiffId: string | null
}

/** Asks the server at PUBLIC_URL: is it there, does it take LINE's signature, are the pages of the menus there. */
export async function checkServer(ground: Ground, paths: string[]): Promise<OwnServer> {
  const { PUBLIC_URL } = ground.settings
  if ((await statusOf(ground, '/healthz')) !== 200)
    return {
      findings: [
        {
          state: 'stop',
          text: { ja: `${PUBLIC_URL} が応答しません`, en: `${PUBLIC_URL} does not answer` },
          todo: {
            ja: '先にサーバーを起動し（npm start または npm run deploy）、PUBLIC_URL を外から開けるようにしてください',
            en: 'Start the server first (npm start or npm run deploy) and make PUBLIC_URL reachable from outside',
          },
        },
      ],
      pages: false,
      servedLiffId: null,
    }
  const signed = await signedStatus(ground)
  const statuses = await Promise.all(paths.map((path) => statusOf(ground, `/liff/${ground.account.id}${path}`)))
  const pages = statuses.every((status) => status === 200)
  return { findings: [ofSignature(signed), ofPages(pages)], pages, servedLiffId: await servedLiffId(ground) }
}

const ofSignature = (status: number | null): Finding =>
  status === 200
    ? {
        state: 'ok',
        text: { ja: 'サーバーはLINEの署名を確かめられます', en: 'The server takes the channel’s signature' },
      }
    : {
        state: 'stop',
        text: {
          ja: `サーバーがWebhookを受け取りません（${status ?? '応答なし'}）`,
          en: `The server does not take the webhook (${status ?? 'no answer'})`,
        },
        todo: {
          ja: 'サーバーが別のチャネルシークレットで動いています。設定を変えたあとは再起動（Workersなら再デプロイ）してください',
          en: 'It runs with another channel secret: restart it (on Workers: deploy) after a change of the settings',
        },
      }

const ofPages = (pages: boolean): Finding =>
  pages
    ? { state: 'ok', text: { ja: 'メニューから開くページがあります', en: 'The pages that the menus open are there' } }
    : {
        state: 'warn',
        text: {
          ja: 'メニューから開くページがまだないため、リッチメニューは作りません',
          en: 'The pages that the menus open are missing, so no rich menus are made',
        },
        todo: {
          ja: '管理画面の「フォーム」と「会員ログイン」で用意するか、MUSUBI_DEMO=on でサーバーを起動し直してください（見本が入ります）',
          en: 'Set them up in the dashboard (Forms, Member login), or start the server again with MUSUBI_DEMO=on to get samples',
        },
      }

const get = (ground: Ground, path: string) =>
  ground.fetch(ground.settings.PUBLIC_URL + path, {
    method: 'GET',
    headers: {},
    timeoutMs,
  })

const statusOf = async (ground: Ground, path: string): Promise<number | null> => {
  try {
    const answer = await get(ground, path)
    await answer.text()
    return answer.status
  } catch {
    return null
  }
}

/** The empty webhook that LINE's own test sends, signed with the secret that we have. */
async function signedStatus(ground: Ground): Promise<number | null> {
  const body = JSON.stringify({ destination: '', events: [] })
  try {
    const answer = await ground.fetch(webhookUrlOf(ground), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-line-signature': await signatureOf(ground.account.channelSecret ?? '', body),
      },
      body,
      timeoutMs,
    })
    return answer.status
  } catch {
    return null
  }
}

async function signatureOf(secret: string, body: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(body)))
  return btoa(String.fromCharCode(...signature))
}

/** The server writes what it knows into the mini-app's page. */
async function servedLiffId(ground: Ground): Promise<string | null> {
  try {
    const page = await (await get(ground, `/liff/${ground.account.id}`)).text()
    const { liffId } = JSON.parse(/id="boot">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}') as { liffId?: unknown }
    return typeof liffId === 'string' ? liffId : null
  } catch {
    return null
  }
}
