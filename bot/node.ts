import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { simulatorRoutes } from '../simulator/routes.ts'
import { loadAccount } from './accounts/load.ts'
import { learnBots } from './accounts/learn-bot.ts'
import { writeMainAccount } from './accounts/write-main.ts'
import { createApp } from './app.ts'
import { demoWasErased } from './demo/find.ts'
import { loadDemo } from './demo/load.ts'
import { loadTaste } from './demo/load-taste.ts'
import { loadDemoPeople } from './demo/people.ts'
import type { Deps } from './deps.ts'
import { commandRoutes } from './node/command.ts'
import { cupPictures } from './node/demo-pictures.ts'
import { createDeps } from './node/deps.ts'
import { mailboxOf, openDesk, publishToDesk, simulatedAccount, simulatorUrls, type Desk } from './node/desk.ts'
import { every } from './node/every.ts'
import { fileIn, frontEnds } from './node/files.ts'
import { refuse } from './node/refuse.ts'
import { secretOf } from './node/secret.ts'
import { greet } from './node/greet.ts'
import { accountOfSettings } from './node/main-account.ts'
import { hasForms, simulatorIsOn, wantsDemo } from './node/modes.ts'
import { findAllMenus } from './rich-menus/find.ts'
import { scopeOf } from './scope.ts'
import { hasChannel, readSettings, type Settings } from './settings.ts'
import { ensureFirstOwner } from './staff/first-owner.ts'
import { createWork } from './work.ts'

const roundMs = 1_000
/** A bot whose user ID LINE did not tell yet is asked for again. */
const learnBotsMs = 60_000
const drainMs = 10_000
const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '..' : '../..', import.meta.url))

/** Brings everything up in the order in which it depends on each other, and answers once it can serve. */
async function start(settings: Settings): Promise<void> {
  const deps = await createDeps(settings, root)
  const erased = await demoWasErased(deps)
  const isNew = !erased && !(await hasForms(deps))
  const simulatorOn = await simulatorIsOn(deps)
  let state: 'starting' | 'serving' | 'draining' = 'starting'
  const app = new Hono()
  const desk = simulatorOn ? await standIn(deps, app) : null
  if (!desk) await writeMainAccount(deps, accountOfSettings(settings))
  if (wantsDemo(settings, { isNew }))
    await demo(deps, { people: !hasChannel(settings) && settings.MUSUBI_DEMO === 'auto' })
  if (desk && !erased) await publishToDesk(deps, root)
  const owner = await ensureFirstOwner(deps)
  const work = createWork(deps)
  deps.kick = () => deps.background(work.runDue())
  await work.takeOver()

  const liffPage = readFileSync(join(root, 'liff/dist/index.html'), 'utf8')
  app.route(
    '/',
    createApp(deps, {
      handle: work.handle,
      liffPage: async () => liffPage,
      simulator: simulatorOn,
      state: () => state,
    }),
  )
  if (desk)
    app.route(
      '/simulator',
      simulatorRoutes(desk.simulator, { assets: (path) => fileIn(join(root, 'simulator/dist'), path) }),
    )
  app.route('/command', commandRoutes(deps))
  app.route('/', frontEnds(root, settings.PUBLIC_URL))

  const server = serve({
    fetch: app.fetch,
    port: settings.PORT,
    hostname: settings.HOST,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000 },
  })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  await learnBots(deps)
  if (!desk) await findAllMenus(deps)
  const timers: ReturnType<typeof every>[] = []
  const stop = async () => {
    if (state === 'draining') return
    state = 'draining'
    const rounds = timers.map((timer) => timer.stop())
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    if ('closeIdleConnections' in server) server.closeIdleConnections()
    await Promise.race([
      Promise.all([closed, work.settled(), ...rounds]),
      new Promise((resolve) => setTimeout(resolve, drainMs)),
    ])
    desk?.save()
    await deps.close()
    process.exit(0)
  }
  // Before anybody is told that it serves: whoever stops it from then on finds it ready to be stopped.
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
  state = 'serving'
  timers.push(
    every(
      roundMs,
      async () => {
        await work.round()
        await desk?.simulator.tick()
        desk?.save()
      },
      deps,
    ),
    every(learnBotsMs, () => learnBots(deps), deps),
  )
  await greet(deps, { owner, simulatorOn })
}

/** Puts the simulator in LINE's place: its addresses, its channel, its answers to our calls, and its clock, which can be moved. */
async function standIn(deps: Deps, app: Hono): Promise<Desk> {
  const { settings, random, ids } = deps
  Object.assign(settings, simulatorUrls(settings))
  const main = await simulatedAccount(settings)
  await writeMainAccount(deps, main)
  const desk = openDesk(settings, main, { random, ids, deliver: (url, request) => app.request(url, request) })
  deps.fetch = desk.simulator.fetch
  deps.clock = desk.simulator.clock
  deps.mail ??= mailboxOf(desk)
  return desk
}

async function demo(deps: Deps, { people }: { people: boolean }): Promise<void> {
  const account = await loadAccount(deps, 'main')
  if (!account) return
  const scope = scopeOf(deps, account, { kind: 'system' })
  await loadDemo(scope)
  await loadTaste(scope, await cupPictures(root))
  if (people) await loadDemoPeople(scope)
}

try {
  const settings = readSettings(process.env)
  settings.MUSUBI_SECRET = secretOf(settings)
  await start(settings)
} catch (error) {
  refuse(error)
}
