import { afterEach, beforeEach, expect, test } from 'vitest'
import { notifyStaff } from '../../bot/notices/notify.ts'
import { forgetOldNotices } from '../../bot/notices/forget.ts'
import { staffNotices } from '../../db/schema/index.ts'
import { always, openParty, type Party } from '../rules/world.ts'
import { sendsParty } from '../forms/person.ts'

let world: Party
beforeEach(async () => {
  world = await openParty()
  await world.rules(always({ do: 'notify_staff', byMail: false }))
})
afterEach(() => world.close())

const bell = async (who = 'ito') => (await world.call('GET', 'notices', undefined, who)).body

test('an answer rings the bell of everybody here, with form, number and person; seen is what one has seen oneself', async () => {
  const { id } = await sendsParty(await world.aikoComes())
  const { rows, unseen } = await bell()
  expect(unseen).toBe(1)
  expect(rows).toMatchObject([
    {
      ...{ kind: 'submission', subjectId: id, seen: false },
      submission: { number: 1, form: { ja: 'お茶会' }, displayName: '愛子', state: 'finished' },
    },
  ])
  await world.call('PUT', 'notices/reading', { until: rows[0].at - 1 })
  expect((await bell()).unseen).toBe(1)
  await world.call('PUT', 'notices/reading', { until: rows[0].at })
  expect((await bell()).unseen).toBe(0)
  expect((await bell()).rows[0].seen).toBe(true)
  expect((await bell('mori')).unseen).toBe(1)
  expect((await world.call('GET', 'notices/count', undefined, 'mori')).body).toEqual({ unseen: 1 })
})

test('of a submission that was erased nothing is left, and old notices go', async () => {
  await sendsParty(await world.aikoComes())
  await world.db.write(notifyStaff(world.scope, { kind: 'endpoint', subjectId: 'crm' }))
  world.pass(91 * 24 * 60 * 60_000)
  await forgetOldNotices(world.deps)
  expect(await world.db.orm.select().from(staffNotices)).toEqual([])
})
