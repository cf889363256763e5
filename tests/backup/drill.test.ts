import Libsql from 'libsql'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as schema from '../../db/schema/index.ts'
import { checkBackup } from '../../bot/node/backup/check.ts'
import { inBackup, readManifest } from '../../bot/node/backup/manifest.ts'
import { takeBackup, type Installation } from '../../bot/node/backup/take.ts'
import { uidTyped } from '../../bot/erasures/contract.ts'
import { addStaff, addUpload, ownPage, signIn } from '../dashboard/world.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { comes } from '../forms/person.ts'
import { addSlot, books, day, hour, places, publishLesson } from '../slots/salon.ts'
import { createWorld, type World } from '../support/world.ts'

const root = join(import.meta.dirname, '../..')
const migrations = join(root, 'db/migrations')
const secret = '5e'.repeat(32)

// Each restore is a process of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let place: string
let backup: string
let installation: Installation
let aiko: string

beforeEach(async () => {
  world = await createWorld()
  place = mkdtempSync(join(tmpdir(), 'musubi-backup-'))
  backup = join(place, 'backup')
  installation = { database: world.file, files: join(dirname(world.file), 'files'), migrations, secret }
  aiko = await meet('愛子')
})

afterEach(async () => {
  await world.close()
  rmSync(place, { recursive: true, force: true })
})

/** Somebody adds the account and answers the first question of the survey. */
async function meet(name: string): Promise<string> {
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  for (const text of ['アンケート', 'ひとりで']) await say(uid, text)
  return uid
}

async function say(uid: string, text: string): Promise<void> {
  await world.simulator.say(uid, 'main', text)
  await world.rest()
}

const take = () => takeBackup(installation, backup, world.deps.clock())

interface Ended {
  code: number
  said: string
  /** The folder with what was replaced. */
  kept: string | undefined
}

/** The command itself, in a process of its own. */
function restoreCommand(...more: string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: `file:${world.file}`, MUSUBI_SECRET: secret }
  const given = ['--disable-warning=ExperimentalWarning', join(root, 'bot/node/restore.ts'), backup, ...more]
  return new Promise((resolve) => {
    execFile(process.execPath, given, { env }, (error, out, err) => {
      const kept = readdirSync(dirname(world.file)).find((name) => name.startsWith('replaced-'))
      resolve({ code: error ? Number(error.code) : 0, said: out + err, kept: kept && join(dirname(world.file), kept) })
    })
  })
}

/** Stops the server, restores, and starts it again. */
async function restore(...more: string[]): Promise<Ended> {
  await world.db.close()
  const ended = await restoreCommand(...more)
  await world.restart()
  return ended
}

/** Everything that is in a database, but for the tables that a restore changes on purpose. */
function contentOf(file: string, except: string[] = []): Record<string, unknown[]> {
  const db = new Libsql(file, { readonly: true } as Libsql.Options)
  const tables = db
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type <> 'virtual' and name not like 'sqlite%'",
    )
    .all([]) as { name: string }[]
  const rows = tables
    .filter(({ name }) => !except.includes(name))
    .map(({ name }) => [name, db.prepare(`select * from "${name}" order by 1`).all([])] as const)
  db.close()
  return Object.fromEntries(rows)
}

const open = { accountId: 'main', attempts: 1, createdAt: 1, deadlineAt: Number.MAX_SAFE_INTEGER, nextAttemptAt: 1 }

/** Beside an option of some form. */
async function addPicture(): Promise<string> {
  const [form] = await world.db.orm.select().from(schema.forms)
  const row = { id: world.deps.ids(), accountId: 'main', formId: form!.id, contentType: 'image/png' as const }
  await world.db.orm
    .insert(schema.formPictures)
    .values({ ...row, bytes: 7, width: 1, height: 1, createdBy: 'ito', createdAt: 1 })
  await world.deps.files!.write(row.id, new TextEncoder().encode('picture'))
  return row.id
}

test('a backup brings everything back as it was, bytes and all, and keeps what it replaces', async () => {
  const [friend] = await world.db.orm.select().from(schema.friends)
  const uploadId = await addUpload(world.deps, 'main', { submissionId: 's', friendSeq: friend!.seq })
  const pictureId = await addPicture()
  const before = contentOf(world.file)
  const manifest = await take()
  expect(manifest).toMatchObject({
    counts: { friends: 1, submissions: 1 },
    files: [{ id: uploadId }, { id: pictureId }],
    missing: [],
  })
  await say(aiko, '5')
  await meet('柊木 朔')
  await world.deps.files!.remove([uploadId, pictureId])
  const { kept } = await restore()
  expect(contentOf(world.file, ['friend_sessions', 'webhook_events'])).toEqual(
    contentOf(inBackup.database(backup), ['friend_sessions', 'webhook_events']),
  )
  expect(Object.keys(before).length).toBeGreaterThan(25)
  expect(contentOf(inBackup.database(backup))).toEqual(before)
  expect(new TextDecoder().decode((await world.deps.files!.read(uploadId))!)).toBe('%PDF-1.4 %%EOF')
  expect(new TextDecoder().decode((await world.deps.files!.read(pictureId))!)).toBe('picture')
  expect(contentOf(join(kept!, 'musubi.db'))['friends']).toHaveLength(2)
  await say(aiko, '4')
  expect(await world.db.orm.select().from(schema.answers)).toMatchObject([{ valueText: 'alone' }, { valueNumber: 4 }])
})

test('pictures that options of a form show, and one of a menu that nobody has published, are in a backup', async () => {
  const id = await addPicture()
  const bytes = new TextEncoder().encode('a picture of the garden')
  const pictureId = world.deps.ids()
  await world.deps.files!.write(pictureId, bytes)
  const definition = { size: { width: 2500, height: 843 }, chatBarText: 'メニュー', areas: [] } as never
  const draft = { accountId: 'main', key: 'guest' as const, definition, pictureId }
  await world.db.orm.insert(schema.richMenuDrafts).values({ ...draft, revision: 1, updatedBy: 'ito', updatedAt: 1 })
  expect(await take()).toMatchObject({ files: [{ id }, { id: pictureId }], missing: [] })
  await world.deps.files!.remove([id, pictureId])
  await restore()
  expect(await world.deps.files!.read(id)).toEqual(new TextEncoder().encode('picture'))
  expect(await world.deps.files!.read(pictureId)).toEqual(bytes)
})

test('what was on its way when the backup was made is not sent a second time, and staff see it', async () => {
  const [friend] = await world.db.orm.select().from(schema.friends)
  const body = await world.deps.seal.seal('{"to":"U","messages":[{"type":"text","text":"やあ"}]}')
  await world.db.orm.insert(schema.deliveries).values({
    ...{ ...open, id: 'push', friendSeq: friend!.seq, uid: aiko, method: 'push', purpose: 'talk', state: 'waiting' },
    ...{ retryKey: '5f6d3c3e-7d0a-4c49-9d2e-6f2b7a8f2d11', body },
  })
  const content = await world.deps.seal.seal('{"to":"aiko@example.com","subject":"s","text":"t"}')
  await world.db.orm
    .insert(schema.mails)
    .values({ ...open, id: 'mail', purpose: 'link_code', state: 'waiting', content })
  await take()
  await restore()
  const mailed = JSON.stringify(world.simulator.snapshot())
  world.pass(60_000)
  await world.rest()
  expect(world.simulator.pushed('main')).toBe(0)
  expect(JSON.stringify(world.simulator.snapshot())).toBe(mailed)
  const [delivery] = await world.db.orm.select().from(schema.deliveries).where(eq(schema.deliveries.id, 'push'))
  expect(delivery).toMatchObject({ state: 'unknown', reason: 'restored', body: null, settledAt: null })
  const [mail] = await world.db.orm.select().from(schema.mails)
  expect(mail).toMatchObject({ state: 'failed', reason: 'restored', content: null })
})

test('an event that waited when the backup was made is handled, and what it answers is not sent: its minute is over', async () => {
  await world.simulator.say(aiko, 'main', '3')
  await world.work.settled()
  await world.db.orm.update(schema.webhookEvents).set({ state: 'new', leasedUntil: 0 })
  await take()
  world.pass(10 * 60_000)
  const heard = world.simulator.chat(aiko, 'main').length
  await restore()
  await world.rest()
  const states = (await world.db.orm.select().from(schema.webhookEvents)).map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['done']))
  expect(world.simulator.chat(aiko, 'main')).toHaveLength(heard)
})

test('a restore signs everybody out, and names the staff who come back with it', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  await addStaff(world.deps, 'ito', 'editor')
  const app = staffApi(world.deps)
  const cookie = await signIn(app, 'sato@example.com')
  await take()
  await world.db.orm.delete(schema.staff).where(eq(schema.staff.name, 'ito'))
  const { said } = await restore()
  expect(said).toContain('Staff who are back; check what they may do: ito@example.com')
  expect((await staffApi(world.deps).request('/session', { headers: { cookie } })).status).toBe(401)
})

test('a right that was taken away since is named by role, account and personal data, and no invitation works', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  await addStaff(world.deps, 'ito', 'editor')
  const row = { accountId: 'main', email: 'eve@example.com', role: 'owner' as const, seesPersonal: true, createdAt: 1 }
  await world.db.orm
    .insert(schema.staffInvitations)
    .values({ ...row, id: 'i', tokenHash: 'h', invitedBy: 'sato', expiresAt: Number.MAX_SAFE_INTEGER })
  await take()
  await world.db.orm.update(schema.staffInvitations).set({ revokedAt: 2 })
  const [ito] = await world.db.orm.select().from(schema.staff).where(eq(schema.staff.name, 'ito'))
  await world.db.orm
    .update(schema.staffGrants)
    .set({ role: 'viewer', seesPersonal: false })
    .where(eq(schema.staffGrants.staffId, ito!.id))
  const { said } = await restore()
  expect(said).toMatch(/ito@example\.com \((main|\*)\): viewer → editor \+ 個人情報 \/ personal data/)
  expect(said).not.toContain('sato@example.com')
  expect(await world.db.orm.select().from(schema.staffInvitations)).toMatchObject([{ revokedAt: expect.any(Number) }])
})

test('what somebody took back since the backup stays taken back, in the talk and in the inbox', async () => {
  await say(aiko, 'やめる')
  await say(aiko, '秘密の話')
  await say(aiko, '残る話')
  await take()
  const own = world.simulator.chat(aiko, 'main').find(({ content }) => content.text === '秘密の話')
  await world.simulator.unsend(aiko, 'main', own!.id)
  await world.rest()
  const before = await world.db.orm.select().from(schema.talkMessages)
  await restore()
  expect(await world.db.orm.select().from(schema.talkMessages)).toEqual(before)
  const everything = JSON.stringify(contentOf(world.file))
  expect([everything.includes('残る話'), everything.includes('秘密の話')]).toEqual([true, false])
})

test('A70: who was erased since the backup is erased again, with files, and the ledger still says so', async () => {
  const ken = await meet('柊木 朔')
  const [friend] = await world.db.orm.select().from(schema.friends).where(eq(schema.friends.uid, ken))
  const uploadId = await addUpload(world.deps, 'main', { submissionId: 's', friendSeq: friend!.seq })
  await take()
  await addStaff(world.deps, 'sato', 'owner')
  const cookie = await signIn(staffApi(world.deps), 'sato@example.com')
  const erased = await staffApi(world.deps).request(`/accounts/main/friends/${friend!.id}/erasure`, {
    method: 'POST',
    headers: { ...ownPage, cookie },
    body: JSON.stringify({ confirmation: ken.slice(0, uidTyped) }),
  })
  expect(erased.status).toBe(200)
  const ledger = await world.db.orm.select().from(schema.erasures)
  await restore()
  expect(await world.db.orm.select().from(schema.erasures)).toEqual(ledger)
  const everything = JSON.stringify(contentOf(world.file))
  expect([everything.includes(aiko), everything.includes(ken), everything.includes('柊木 朔')]).toEqual([
    true,
    false,
    false,
  ])
  // The command has the machine's own clock, which what it leaves to do goes by.
  world.pass(Math.max(0, Date.now() - world.deps.clock()) + 60_000)
  await world.rest()
  expect(await world.deps.files!.read(uploadId)).toBeNull()
  // Who comes back is a new friend.
  await world.simulator.say(ken, 'main', 'アンケート')
  await world.rest()
  expect(await world.db.orm.select().from(schema.submissions).where(eq(schema.submissions.uid, ken))).toHaveLength(1)
})

test('nothing is touched while a server runs, when a file of the backup changed, or when the secret is another one', async () => {
  await take()
  expect(await restoreCommand()).toMatchObject({ code: 1, said: expect.stringContaining('in use by another process') })
  const other = checkBackup(backup, { migrations, secret: '00'.repeat(32) })
  await expect(other).rejects.toThrow('MUSUBI_SECRET')
  const bytes = readFileSync(inBackup.database(backup))
  bytes[5_000] = bytes[5_000]! ^ 1
  writeFileSync(inBackup.database(backup), bytes)
  const before = contentOf(world.file)
  expect(await restore()).toMatchObject({ code: 1, said: expect.stringContaining('not what it was') })
  expect(contentOf(world.file)).toEqual(before)
  expect(readdirSync(dirname(world.file)).filter((name) => /replaced|restoring/.test(name))).toEqual([])
})

test('a present database that cannot be read is only replaced when somebody says so', async () => {
  await take()
  await world.db.close()
  writeFileSync(world.file, 'no database at all'.repeat(1_000))
  expect(await restoreCommand()).toMatchObject({ code: 1, said: expect.stringContaining('--without-ledger') })
  const { kept } = await restoreCommand('--without-ledger')
  expect(readFileSync(join(kept!, 'musubi.db'), 'utf8')).toContain('no database')
  await world.restart()
  expect(await world.db.orm.select().from(schema.friends)).toMatchObject([{ uid: aiko }])
})

test('A51: no secret is in a backup', async () => {
  await take()
  const { secretCheck } = readManifest(backup)
  expect(secretCheck).not.toContain('5e5e')
  const whole = Buffer.concat([readFileSync(inBackup.database(backup)), readFileSync(inBackup.manifest(backup))])
  for (const canary of [secret, 'c0ffee'.repeat(5), 'beef'.repeat(8)]) expect(whole.includes(canary)).toBe(false)
  expect(readdirSync(backup).toSorted()).toEqual(['manifest.json', 'musubi.db'])
})

test('row 21: bookings come back as they stood, and nobody is promoted or told a second time by a restore', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  await publishLesson(world, { waiting: true })
  await world.db.orm
    .update(schema.forms)
    .set({ confirmation: 'push', cancelUntil: 0 })
    .where(eq(schema.forms.key, 'lesson'))
  const [full, other] = [await addSlot(world, 20 * day, 1), await addSlot(world, 21 * day, 2)]
  const [first, ben, chie] = await Promise.all(['先', '勉', '千絵'].map((name) => comes(world, name)))
  for (const { uid } of [first!, ben!, chie!]) await world.simulator.follow(uid, 'main')
  const { id } = await books(first!, full)
  world.pass(1000)
  await books(ben!, { slot: full, waiting: 'yes' })
  await books(chie!, other)
  await world.rest()
  // At night one cancels and staff cancel another: both who are to hear of it hear of it in the morning.
  world.pass(Date.parse('2026-11-22T22:00:00+09:00') - world.deps.clock())
  const back = await comes(world, '先', first!.uid)
  expect((await back.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
  const ofChie = (await world.db.orm.select().from(schema.slotBookings)).find(({ uid }) => uid === chie!.uid)!
  const app = staffApi(world.deps)
  const cancelled = await app.request(`/accounts/main/forms/lesson/slots/${other}/bookings/${ofChie.id}`, {
    ...{ method: 'DELETE', headers: { ...ownPage, cookie: await signIn(app, 'sato@example.com') } },
    body: JSON.stringify({ tell: { text: { ja: '{{slot}}は休講です' } } }),
  })
  expect(cancelled.status).toBe(200)
  await world.rest()
  const told = () => [
    JSON.stringify(world.simulator.chat(ben!.uid, 'main')).split('空きが出て').length - 1,
    JSON.stringify(world.simulator.chat(chie!.uid, 'main')).split('は休講です').length - 1,
  ]
  const stand = async () =>
    (await world.db.orm.select().from(schema.slotBookings)).map(({ uid, state, slotId }) => [uid, state, slotId])
  expect(told()).toEqual([0, 0])
  await take()
  const before = await stand()
  const morning = async () => {
    world.pass(11 * hour)
    for (let round = 0; round < 3; round++) await world.rest()
  }
  await morning()
  expect(told()).toEqual([1, 1])
  expect((await restore()).code).toBe(0)
  await morning()
  expect(told()).toEqual([1, 1])
  expect(await stand()).toEqual(before)
  expect(await places(world)).toMatchObject([
    { id: full, taken: 1, counted: 1, booked: 1, waiting: 0 },
    { id: other, taken: 0, counted: 0 },
  ])
  const deeds = (await world.db.orm.select().from(schema.ruleDeeds)).filter(({ on }) => on === 'staff')
  expect(deeds).toMatchObject([{ state: 'failed', reason: 'restored' }])
})
