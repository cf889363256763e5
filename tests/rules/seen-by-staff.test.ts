import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditEntries } from '../../db/schema/index.ts'
import { sendsParty } from '../forms/person.ts'
import { always, openParty, type Party } from './world.ts'

let world: Party
beforeEach(async () => {
  world = await openParty()
})
afterEach(() => world.close())

const shown = async (id: string, who = 'ito') =>
  (await world.call('GET', `submissions/${id}`, undefined, who)).body.submission.deeds
const troubles = async () => (await world.call('GET', 'health')).body.health.rules

test('N25: what followed an answer, and what did not and why, stands beside it and in health until somebody has looked', async () => {
  const text = { ja: '{{answer.people}}名さまでお待ちしています、{{person.name|お客さま}}さま' }
  await world.rules(always({ do: 'send_message', text, push: true }, { do: 'show_menu', menu: 'gold' }))
  const { id } = await sendsParty(await world.aikoComes(), 3)
  await world.rest()
  expect(world.heard(world.aiko).at(-1)).toBe('3名さまでお待ちしています、愛子さま')
  expect(await shown(id)).toMatchObject([
    { do: 'send_message', state: 'done', outcome: { state: 'accepted', method: 'push' } },
    { do: 'show_menu', state: 'failed', reason: 'menu_gone', about: { ja: 'gold' } },
  ])
  const { rows, count } = await troubles()
  expect(count).toBe(1)
  expect(rows).toMatchObject([{ do: 'show_menu', reason: 'menu_gone', submissionId: id, number: 1 }])
  expect((await world.call('POST', `health/rules/${rows[0].id}/settlement`, {})).status).toBe(200)
  expect((await troubles()).count).toBe(0)
  expect((await shown(id))[1].state).toBe('failed')
  expect((await world.db.orm.select().from(auditEntries)).map(({ action }) => action)).toContain('rule.settled')
})

test('N25: all of it is marked as looked at in one go, as far as it stood on the page', async () => {
  await world.rules(always({ do: 'show_menu', menu: 'gold' }))
  await sendsParty(await world.aikoComes())
  const { checkedAt } = (await world.call('GET', 'health')).body.health
  world.pass(1_000)
  const aiko = await world.aikoComes()
  const second = (await aiko.open('party', true)).body.submission!.id
  await aiko.save(second, 'people', 1)
  await aiko.send(second)
  await world.call('POST', 'health/settlement', { section: 'rules', until: checkedAt })
  expect((await troubles()).count).toBe(1)
})
