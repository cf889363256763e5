import { eq } from 'drizzle-orm'
import Libsql from 'libsql'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gramsOf } from '../../bot/http/search-grams.ts'
import { inBackup } from '../../bot/node/backup/manifest.ts'
import { takeBackup } from '../../bot/node/backup/take.ts'
import { customers, exports, friends } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { comes, publishParty, sendsParty } from '../forms/person.ts'
import { openCafe } from '../identity-links/people.ts'

test('row 96: what an export searched for goes when its file is fetched, and with whoever is erased', async () => {
  const world = await openCafe()
  const staff = await openOffice(world)
  await publishParty(world)
  const name = '雛子郎左衛門'
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await sendsParty(await comes(world, name, uid))
  const ask = () =>
    staff('editor', 'POST', '/exports', {
      ...{ form: 'party', format: 'csv_utf8', language: 'ja', columns: ['submission:number'], filters: { q: name } },
    })
  const kept = async () =>
    (await world.db.orm.select().from(exports)).map(({ state, request }) => [state, request.filters.q ?? null])
  expect((await ask()).status).toBeLessThan(300)
  expect(await kept()).toEqual([['ready', name]])
  const friend = await world.db.orm.select().from(friends).where(eq(friends.uid, uid)).get()
  const erased = await staff('owner', 'POST', `/friends/${friend!.id}/erasure`, { confirmation: uid.slice(0, 6) })
  expect(erased.status).toBe(200)
  // Without its search the file would hold everybody, so it cannot be fetched any more.
  expect(await kept()).toEqual([['ended', null]])
  await world.close()
})

/** Whether the words of a text stand in what a full-text index keeps for itself; its first letters may be left out there. */
function holdsWords(file: string, table: string, text: string): boolean {
  const db = new Libsql(file, { readonly: true } as Libsql.Options)
  const blocks = db.prepare(`select block from ${table}_data`).raw(true).all([]) as unknown as [Uint8Array][]
  db.close()
  const kept = blocks.map(([block]) => Buffer.from(block).toString('latin1')).join(' ')
  return gramsOf([text])
    .split(' ')
    .some((gram) => kept.includes(gram.slice(4)))
}

test('row 96: nothing of the words of somebody erased goes into a backup', async () => {
  const world = await openCafe()
  const staff = await openOffice(world)
  const name = '雛鴎郎衛'
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  const place = mkdtempSync(join(tmpdir(), 'searches-'))
  const root = join(import.meta.dirname, '../..')
  const copy = async (folder: string) => {
    const from = {
      database: world.file,
      files: place,
      migrations: join(root, 'db/migrations'),
      secret: '5e'.repeat(32),
    }
    await takeBackup(from, join(place, folder), world.deps.clock())
    return inBackup.database(join(place, folder))
  }
  expect(holdsWords(await copy('before'), 'friend_search', name)).toBe(true)
  const friend = await world.db.orm.select().from(friends).where(eq(friends.uid, uid)).get()
  await staff('owner', 'POST', `/friends/${friend!.id}/erasure`, { confirmation: uid.slice(0, 6) })
  expect(holdsWords(await copy('after'), 'friend_search', name)).toBe(false)
  await world.close()
  rmSync(place, { recursive: true })
})

/** The live file as it lies on the disk, without anybody reading it as a database. */
function rawBytes(file: string): string {
  const db = new Libsql(file)
  db.exec('pragma wal_checkpoint(truncate)')
  db.close()
  return readFileSync(file).toString('latin1')
}
const written = (text: string) => Buffer.from(text).toString('latin1')
/** What the index keeps of the middle of a text, where nothing is left out. */
const middleOf = (text: string) =>
  gramsOf([text])
    .split(' ')
    .slice(1, -1)
    .map((gram) => gram.slice(4))

test('row 96: after an erasure neither the words nor their pairs are left in the bytes of the file', async () => {
  const world = await openCafe()
  const staff = await openOffice(world)
  const erasedNow = async (name: string) => {
    const { uid } = world.simulator.addPerson({ name })
    await world.simulator.follow(uid, 'main')
    await world.rest()
    const before = rawBytes(world.file)
    expect(before.includes(written(name))).toBe(true)
    expect(middleOf(name).some((gram) => before.includes(gram))).toBe(true)
    const friend = await world.db.orm.select().from(friends).where(eq(friends.uid, uid)).get()
    const answer = await staff('owner', 'POST', `/friends/${friend!.id}/erasure`, { confirmation: uid.slice(0, 6) })
    expect(answer.status).toBe(200)
    world.pass(10 * 60_000)
    await world.rest()
    await world.rest()
    const after = rawBytes(world.file)
    expect(after.includes(written(name))).toBe(false)
    expect(middleOf(name).filter((gram) => after.includes(gram))).toEqual([])
  }
  await erasedNow('鸛鶺鴒鵲')
  // Once more, when all parts are one already.
  await erasedNow('鵯鶸鷽鶉')
  await world.close()
})

test('row 96: who is erased as a member is looked for in no export any more', async () => {
  const world = await openCafe()
  const staff = await openOffice(world)
  await publishParty(world)
  const ask = await staff('editor', 'POST', '/exports', {
    ...{ form: 'party', format: 'csv_utf8', language: 'ja', columns: ['submission:number'], filters: { q: '山田' } },
  })
  expect(ask.status).toBeLessThan(300)
  const member = (await world.db.orm.select().from(customers)).find(({ memberId }) => memberId !== null)!
  const answer = await staff('owner', 'POST', `/customers/${member.id}/erasure`, { confirmation: member.memberId })
  expect(answer.status).toBe(200)
  const kept = await world.db.orm.select().from(exports)
  expect(kept.map(({ state, request }) => [state, request.filters.q ?? null])).toEqual([['ended', null]])
  await world.close()
})
