import { demoMenus } from '../../bot/demo/menus.ts'
import { menuPictures } from '../../bot/node/demo-pictures.ts'
import type { Wishes } from '../../bot/connect/connect.ts'
import { connect } from '../../bot/connect/connect.ts'
import type { Finding, Ground, Journal } from '../../bot/connect/contract.ts'
import type { LineRequest } from '../../bot/deps.ts'
import { readSettings } from '../../bot/settings.ts'
import type { SentRequest } from '../contract/openapi.ts'
import { root } from '../rich-menus/menus.ts'
import { createWorld, mainChannel, type World } from '../support/world.ts'

export const publicUrl = 'https://crm.example.com'
export const webhookUrl = `${publicUrl}/webhook/main`
export const liffUrl = `${publicUrl}/liff/main`

const pictures = await menuPictures(root)

/** What an owner has before connecting: two channels at LINE that know nothing of us, and a server that runs. */
export interface Owner {
  world: World
  ground: Ground
  /** What `.env` says. */
  env: { liffId: string | null }
  journal: () => Journal | null
  sent: SentRequest[]
  /** Runs the command as if with `--yes`. */
  run: (wishes?: Partial<Wishes>) => Promise<{ well: boolean; findings: Finding[]; said: string; addresses: string[] }>
  /** Makes the next fitting call fail as if the process had died there. */
  dieAt: (path: RegExp, method?: string) => void
  /** LINE answers a fitting call with an error once, after so many that it answered well. */
  failAt: (path: RegExp, how?: { after: number }) => void
}

export async function createOwner(more: Record<string, string | undefined> = {}): Promise<Owner> {
  const world = await createWorld()
  // LINE's side as it is on the first day: no LIFF app, no webhook.
  world.simulator.addChannel({ ...mainChannel, liffId: null, liffEndpointUrl: null, webhookUrl: '' })
  const env: Owner['env'] = { liffId: null }
  const sent: SentRequest[] = []
  let kept: Journal | null = null
  let dying: { path: RegExp; method: string | undefined } | null = null
  let failing: { path: RegExp; after: number } | null = null
  const fetch = async (url: string, init: LineRequest) => {
    if (url.startsWith(`${publicUrl}/`)) return world.app.request(url, init as RequestInit)
    sent.push({ method: init.method, url, headers: init.headers, body: init.body ?? null })
    if (failing?.path.test(url) && failing.after-- === 0) {
      failing = null
      return new Response('{}', { status: 500 })
    }
    const answer = await world.simulator.fetch(url, init)
    if (dying?.path.test(url) && (dying.method ?? init.method) === init.method) {
      dying = null
      throw new Died()
    }
    return answer
  }
  const settings = () =>
    readSettings({
      PUBLIC_URL: publicUrl,
      LINE_CHANNEL_ID: mainChannel.channelId,
      LINE_CHANNEL_SECRET: mainChannel.channelSecret,
      LINE_LOGIN_CHANNEL_ID: mainChannel.loginChannelId,
      LINE_LOGIN_CHANNEL_SECRET: mainChannel.loginChannelSecret,
      LIFF_ID: env.liffId ?? undefined,
      ...more,
    })
  const ground: Ground = {
    get settings() {
      return settings()
    },
    fetch,
    clock: world.deps.clock,
    lineTokens: new Map(),
    account: {
      id: 'main',
      channelId: more['LINE_CHANNEL_ID'] ?? mainChannel.channelId,
      channelSecret: more['LINE_CHANNEL_SECRET'] ?? mainChannel.channelSecret,
      loginChannelId: more['LINE_LOGIN_CHANNEL_ID'] ?? mainChannel.loginChannelId,
      loginChannelSecret: more['LINE_LOGIN_CHANNEL_SECRET'] ?? mainChannel.loginChannelSecret,
    },
    place: 'env',
    serves: true,
    menusFor: (liffId) => demoMenus({ liffUrl: `https://liff.line.me/${liffId}`, pictures }),
    journal: { read: () => structuredClone(kept), write: (journal) => void (kept = structuredClone(journal)) },
    writeLiffId: (liffId) => void (env.liffId = liffId),
  }
  return {
    world,
    ground,
    env,
    journal: () => kept,
    sent,
    dieAt: (path, method) => void (dying = { path, method }),
    failAt: (path, how) => void (failing = { path, after: how?.after ?? 0 }),
    async run(wishes = {}) {
      const findings: Finding[] = []
      const said: string[] = []
      const addresses: string[] = []
      const terminal = {
        say: ({ en, ja }: { ja: string; en?: string }) => void said.push(en ?? ja),
        finding: (finding: Finding) => void findings.push(finding),
        address: (_: unknown, url: string) => void addresses.push(url),
        agreed: async () => true,
      }
      const well = await connect(ground, terminal, { dryRun: false, undo: false, uid: null, ...wishes })
      return { well, findings, said: said.join('\n'), addresses }
    },
  }
}

/** A process that ends in the middle of a call: LINE has done it, and nobody reads the answer. */
export class Died extends Error {}
