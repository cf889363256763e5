import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FormRule } from '../../bot/rules/contract.ts'
import {
  attributeDefinitions,
  attributeValues,
  customerTags,
  tags,
  webhookCalls,
  webhookEndpoints,
} from '../../db/schema/index.ts'
import { party, publishParty, sendsParty } from '../forms/person.ts'
import { always, openParty, type Party } from './world.ts'

let world: Party
beforeEach(async () => {
  world = await openParty()
  const definition = {
    ...party,
    questions: [
      ...party.questions,
      {
        kind: 'single_choice' as const,
        key: 'how',
        title: { ja: 'お支払い' },
        required: false,
        options: [
          { key: 'cash', label: { ja: '現金' } },
          { key: 'card', label: { ja: 'カード' } },
        ],
      },
    ],
  }
  await publishParty(world, { repeat: 'edit' }, definition)
  const tag = { accountId: 'main', createdAt: 1 }
  await world.db.orm.insert(tags).values([
    { ...tag, id: 'big', name: '大人数', folded: '大人数' },
    { ...tag, id: 'gone', name: '昔', folded: '昔', removedAt: 1 },
  ])
  const attribute = { accountId: 'main', options: [], personal: false, createdAt: 1, updatedAt: 1 }
  await world.db.orm.insert(attributeDefinitions).values([
    { ...attribute, key: 'people', title: { ja: '人数' }, folded: '人数', type: 'number' },
    { ...attribute, key: 'pays', title: { ja: '支払い' }, folded: '支払い', type: 'text' },
    { ...attribute, key: 'day', title: { ja: '日' }, folded: '日', type: 'date' },
  ])
  const endpoint = {
    accountId: 'main',
    url: 'https://example.com/',
    events: [],
    forms: [],
    personal: false,
    secret: 's',
  }
  await world.db.orm
    .insert(webhookEndpoints)
    .values({ ...endpoint, id: 'crm', title: 'CRM', state: 'paused', createdAt: 1, updatedAt: 1 })
})
afterEach(() => world.close())

const held = async () => (await world.db.orm.select().from(customerTags)).filter(({ endedAt }) => endedAt === null)
const known = async () =>
  (await world.db.orm.select().from(attributeValues))
    .filter(({ endedAt }) => endedAt === null)
    .map(({ key, valueText, valueNumber, source }) => [key, valueText ?? valueNumber, source])
    .toSorted()

const keeps: FormRule = always(
  { do: 'add_tag', tag: 'big' },
  { do: 'add_tag', tag: 'gone' },
  { do: 'set_attribute', attribute: 'people', value: { from: 'answer', question: 'people' } },
  { do: 'set_attribute', attribute: 'pays', value: { from: 'answer', question: 'how' } },
  { do: 'set_attribute', attribute: 'day', value: { from: 'constant', value: 'いつか' } },
  { do: 'set_attribute', attribute: 'unknown', value: { from: 'constant', value: 1 } },
  { do: 'call_webhook', endpoint: 'crm' },
  { do: 'call_webhook', endpoint: 'removed' },
)

test('row 24, M26: an answer is a tag and an attribute at once, and another system is called', async () => {
  await world.rules(keeps)
  const { id } = await sendsParty(await world.aikoComes(), 8)
  expect(await held()).toMatchObject([{ tagId: 'big', source: 'rule', submissionId: id }])
  expect(await known()).toEqual([['people', 8, 'declared']])
  expect(await world.db.orm.select().from(webhookCalls)).toMatchObject([
    { endpointId: 'crm', event: 'submission.finished', submissionId: id, rule: 'always' },
  ])
  expect(await world.deeds()).toEqual([
    'add_tag done',
    'add_tag failed tag_gone',
    'set_attribute done',
    'set_attribute excluded no_answer',
    'set_attribute failed value_does_not_fit',
    'set_attribute failed attribute_gone',
    'call_webhook done',
    'call_webhook failed endpoint_gone',
  ])
})

test('a change is followed by what is kept, and nothing stands twice', async () => {
  await world.rules(keeps)
  const aiko = await world.aikoComes()
  await sendsParty(aiko, 8)
  const { id } = (await aiko.change('party')).body.submission!
  await aiko.save(id, 'people', 3)
  await aiko.save(id, 'how', 'card')
  await aiko.send(id)
  expect(await held()).toHaveLength(1)
  expect(await known()).toEqual([
    ['pays', 'カード', 'declared'],
    ['people', 3, 'declared'],
  ])
  expect((await world.db.orm.select().from(webhookCalls)).map(({ event }) => event)).toEqual([
    'submission.finished',
    'submission.changed',
  ])
})

test('what was sent and is cancelled runs the rules for that, once', async () => {
  await world.rules(
    { key: 'sent', on: 'finished', deeds: [{ do: 'add_tag', tag: 'big' }] },
    {
      key: 'back',
      on: 'cancelled',
      deeds: [
        { do: 'remove_tag', tag: 'big' },
        { do: 'notify_staff', byMail: false },
      ],
    },
  )
  await world.set({ cancelUntil: 0 })
  const aiko = await world.aikoComes()
  const { id } = await sendsParty(aiko)
  expect(await held()).toHaveLength(1)
  const cancel = () => aiko.call('DELETE', `/me/submissions/${id}`, { language: 'ja' })
  expect((await cancel()).status).toBe(200)
  await cancel()
  expect(await held()).toEqual([])
  expect((await world.deeds()).slice(1)).toEqual(['remove_tag done', 'notify_staff done'])
})

test('a tag that is taken away in the very moment of the answer is a reason, and the answer stands', async () => {
  await world.rules(always({ do: 'add_tag', tag: 'big' }))
  const { write } = world.db
  let raced = false
  world.db.write = async (statements) => {
    if (!raced && statements.some(({ sql }) => sql.includes('customer_tags'))) {
      raced = true
      await world.db.orm.update(tags).set({ removedAt: 2 }).where(eq(tags.id, 'big'))
    }
    return write(statements)
  }
  const { status } = await sendsParty(await world.aikoComes())
  expect(status).toBe(200)
  expect(raced).toBe(true)
  expect(await held()).toEqual([])
  expect(await world.deeds()).toEqual(['add_tag failed tag_gone'])
})
