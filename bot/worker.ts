import { AsyncLocalStorage } from 'node:async_hooks'
import { getLogger, configure, getConsoleSink, jsonLinesFormatter } from '@logtape/logtape'
import { uuidv7 } from 'uuidv7'
import { openOnEdge } from '../db/open-edge.ts'
import { learnBots } from './accounts/learn-bot.ts'
import { servedFile } from './addresses/served-file.ts'
import { createApp } from './app.ts'
import { smtpMailer } from './channels/email/smtp.ts'
import type { Deps } from './deps.ts'
import { bucketStore } from './edge/bucket.ts'
import { callOutAtEdge } from './edge/call-out.ts'
import { imagesAtEdge } from './edge/images.ts'
import { withoutValues } from './errors.ts'
import { noRefusals } from './health/refusals.ts'
import { createSealer, fromBase64 } from './seal.ts'
import { readSettings, SettingsError } from './settings.ts'
import { createWork } from './work.ts'

interface Bindings {
  ASSETS: Fetcher
  JOBS: Queue<'round'>
  /** Without a bucket no files are taken, and everything else works. */
  FILES?: R2Bucket
  [setting: string]: unknown
}

/** The request that is being answered, so that what goes on after it is tied to it. */
const current = new AsyncLocalStorage<ExecutionContext>()

/** Built once an isolate: secrets are read, and staff sign-in is put together, only here. */
let built: Promise<{ deps: Deps; app: ReturnType<typeof createApp> }> | undefined

export default {
  async fetch(request, env, context) {
    const { app } = await build(env)
    return current.run(context, () => app.fetch(request, env, context))
  },

  /** Every minute: what a dead isolate left, and what has come due. */
  async scheduled(_event, env, context) {
    const { deps } = await build(env)
    await current.run(context, async () => {
      await round(deps)
      await learnBots(deps)
    })
  },

  /** Soon after a webhook: the jobs that its events made. */
  async queue(batch, env, context) {
    const { deps } = await build(env)
    await current.run(context, () => round(deps))
    batch.ackAll()
  },
} satisfies ExportedHandler<Bindings, 'round'>

function build(env: Bindings): NonNullable<typeof built> {
  // A start that failed is tried again by the next request.
  return (built ??= create(env).catch((error: unknown) => {
    built = undefined
    throw error
  }))
}

async function create(env: Bindings) {
  const settings = readSettings(env)
  const { MUSUBI_SECRET, DATABASE_URL, DATABASE_AUTH_TOKEN } = settings
  if (!MUSUBI_SECRET) throw new SettingsError('MUSUBI_SECRET is required on Workers')
  if (DATABASE_URL.startsWith('file:'))
    throw new SettingsError('DATABASE_URL must name a remote libSQL database on Workers')
  await configure({
    reset: true,
    sinks: { console: getConsoleSink({ formatter: jsonLinesFormatter }) },
    loggers: [
      { category: 'musubi', lowestLevel: 'warning', sinks: ['console'] },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: ['console'] },
    ],
  })
  const log = getLogger('musubi')
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const deps: Deps = {
    settings,
    db: openOnEdge({ url: DATABASE_URL, authToken: DATABASE_AUTH_TOKEN }),
    fetch: (url, { timeoutMs, ...init }) =>
      fetch(url, { ...(init as RequestInit), signal: AbortSignal.timeout(timeoutMs) }),
    callOut: callOutAtEdge,
    clock: Date.now,
    ids: uuidv7,
    random,
    seal: await createSealer(MUSUBI_SECRET, random),
    verifySignature,
    lineTokens: new Map(),
    accountCache: new Map(),
    refusals: noRefusals(),
    log,
    background: (work) =>
      current
        .getStore()
        ?.waitUntil(
          work.catch((error: unknown) => log.error('Background work failed: {error}', { error: withoutValues(error) })),
        ),
    mail: smtpMailer(settings),
    files: env.FILES ? bucketStore(env.FILES) : null,
    images: imagesAtEdge(),
    postcodes: servedFile((name) => env.ASSETS.fetch(`http://assets/liff/static/postcodes/${name}`)),
    host: null,
    kick: () => deps.background(env.JOBS.send('round')),
  }
  const app = createApp(deps, {
    // Handled behind the answer, in this isolate, because a reply token lives a minute; if the isolate dies, Cron takes over.
    handle: (events) => {
      const work = createWork(deps)
      work.handle(events)
      deps.background(work.settled().then(() => env.JOBS.send('round')))
    },
    liffPage: async () => (await env.ASSETS.fetch('http://assets/liff/static/')).text(),
    simulator: false,
    state: () => 'serving',
  })
  return { deps, app }
}

async function round(deps: Deps): Promise<void> {
  const work = createWork(deps)
  await work.round()
  await work.settled()
}

/** HMAC-SHA256 by Web Crypto, whose `verify` compares in constant time. */
async function verifySignature(secret: string, body: Uint8Array<ArrayBuffer>, signature: string): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  try {
    return await crypto.subtle.verify('HMAC', key, fromBase64(signature), body)
  } catch {
    // Not base64 at all.
    return false
  }
}
