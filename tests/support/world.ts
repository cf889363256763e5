import { getLogger } from '@logtape/logtape'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openOnNode } from '../../db/open-node.ts'
import type { Database } from '../../db/database.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { learnBot } from '../../bot/accounts/learn-bot.ts'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { createApp } from '../../bot/app.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import type { Deps } from '../../bot/deps.ts'
import { mailboxOf } from '../../bot/node/desk.ts'
import { folderStore } from '../../bot/node/file-store.ts'
import { imagesOnThread } from '../../bot/node/images.ts'
import { verifySignatureOnNode } from '../../bot/node/signature.ts'
import { scopeOf, type Scope } from '../../bot/scope.ts'
import { noRefusals } from '../../bot/health/refusals.ts'
import { createSealer } from '../../bot/seal.ts'
import { readSettings } from '../../bot/settings.ts'
import { createWork, type Work } from '../../bot/work.ts'
import { postcodes } from './postcodes.ts'

const migrations = join(import.meta.dirname, '../../db/migrations')
const secret = '5e'.repeat(32)

/** Half past ten on a Saturday morning in Japan. */
export const morning = Date.parse('2026-11-21T10:30:00+09:00')

export interface World {
  /** The path of its database. */
  file: string
  deps: Deps
  scope: Scope
  db: Database
  app: ReturnType<typeof createApp>
  simulator: Simulator
  work: Work
  /** Moves the clock of everybody, LINE included. */
  pass: (milliseconds: number) => void
  /** Until nothing is being handled any more, jobs included. */
  rest: () => Promise<void>
  /** The same installation after its process died and came back: what was in memory is gone. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

/** A fresh installation with the demo's forms, LINE in a box beside it, a frozen clock and seeded ids. */
export async function createWorld({ demo = true } = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-test-'))
  const url = `file:${join(folder, 'musubi.db')}`
  copyBase(join(folder, 'musubi.db'))
  let now = morning
  const clock = () => now
  const { ids, random } = seeded()
  const world = {} as World
  const files = folderStore(join(folder, 'files'))
  const images = imagesOnThread()
  const simulator = createSimulator({
    publicUrl: 'http://localhost:3000',
    clock,
    random,
    ids,
    deliver: (target, request) => world.app.request(target, request),
    channels: [mainChannel],
  })
  const open = async () => {
    const db = await openOnNode({ url, synchronous: 'NORMAL', migrations })
    const deps: Deps = {
      settings: readSettings({ MUSUBI_SECRET: secret }),
      db,
      fetch: (target, init) => simulator.fetch(target, init),
      // No test reaches anybody, unless it puts a receiver here.
      callOut: async () => ({ kind: 'failed', reason: 'unreachable' }),
      clock,
      ids,
      random,
      seal: await createSealer(secret, random),
      verifySignature: verifySignatureOnNode,
      lineTokens: new Map(),
      accountCache: new Map(),
      refusals: noRefusals(),
      log: getLogger('musubi'),
      background: (work) => void work,
      mail: mailboxOf({ simulator }),
      files,
      images,
      postcodes,
      host: null,
      // `rest()` runs what is due.
      kick: () => {},
    }
    const work = createWork(deps)
    const app = createApp(deps, {
      handle: work.handle,
      liffPage: async () => '<html lang="ja"><title>Musubi</title><!--boot--></html>',
      simulator: false,
      state: () => 'serving',
    })
    Object.assign(world, { deps, db, work, app })
    await world.work.takeOver()
  }
  await open()
  await writeMainAccount(world.deps, { ...mainChannel })
  const account = async () => scopeOf(world.deps, (await loadAccount(world.deps, 'main'))!, { kind: 'system' })
  await learnBot(await account())
  if (demo) await loadDemo(await account())
  return Object.assign(world, {
    file: join(folder, 'musubi.db'),
    simulator,
    scope: await account(),
    pass: (milliseconds: number) => void (now += milliseconds),
    rest: async () => {
      await world.work.settled()
      await world.work.round()
      await world.work.settled()
    },
    restart: async () => {
      await world.db.close()
      await open()
    },
    close: async () => {
      await world.db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

export const mainChannel = {
  accountId: 'main',
  name: '喫茶むすび',
  basicId: '@musubi',
  channelId: '2000000001',
  channelSecret: 'c0ffee'.repeat(5) + 'aa',
  loginChannelId: '2000000002',
  loginChannelSecret: 'beef'.repeat(8),
  liffId: '2000000002-musubi01',
  liffEndpointUrl: 'http://localhost:3000/liff/main',
  webhookUrl: 'http://localhost:3000/webhook/main',
  botUserId: 'U00000000000000000000000000000b07',
}

/** Ids that sort as they are made, and bytes that are the same in every run. */
function seeded() {
  let made = 0
  let state = 20261121
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return (state >>> 8) & 255
  }
  return {
    ids: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
    random: (length: number) => Uint8Array.from({ length }, next),
  }
}

/** A migrated file, made once for all tests (`migrated.ts`) and copied for each world: migrating takes longer than most tests. */
function copyBase(path: string): void {
  copyFileSync(inject('migrated'), path)
}
