import { expect, test } from 'vitest'
import { exports } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { comes, publishParty, sendsParty } from '../forms/person.ts'
import { openCafe } from '../identity-links/people.ts'
import { friends } from '../../db/schema/index.ts'
import { eq } from 'drizzle-orm'

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
