import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formVersions, submissions } from '../../db/schema/index.ts'
import { addFriend, addSubmission, openWorld, ownPage, visit, type World } from '../dashboard/world.ts'

let world: World
let id: string
const read = async (name: string) => {
  const cookie = await world.signIn(name)
  const answer = await world.app.request(`/accounts/main/submissions/${id}`, { headers: { ...ownPage, cookie } })
  return ((await answer.json()) as { submission: Record<string, unknown> }).submission
}

beforeAll(async () => {
  world = await openWorld()
  const { orm } = world.deps.db
  const definition = {
    ...visit,
    questions: [
      ...visit.questions,
      { kind: 'birthday' as const, key: 'born', title: { ja: '生年月日' }, required: false },
    ],
    hidden: [
      { key: 'shop', title: { ja: '店舗' } },
      { key: 'card', title: { ja: 'カード' }, personal: true },
    ],
    calculations: [
      { key: 'points', title: { ja: '点数' }, formula: { fact: 'answer.rating' }, unit: { ja: '点' } },
      { key: 'age', title: { ja: '年齢' }, formula: { fact: 'answer.born' } },
      { key: 'older', title: { ja: '来年' }, formula: { do: 'plus' as const, of: [{ fact: 'value.age' }, 1] } },
    ],
    endings: [
      { key: 'happy', when: { fact: 'value.points', is: 'at_least' as const, value: 4 }, thanks: { ja: 'また来てね' } },
    ],
  }
  await orm.update(formVersions).set({ definition }).where(eq(formVersions.formId, 'form-main'))
  const aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  await addSubmission(world.deps, 'main', aiko, { number: 1 })
  await orm.update(submissions).set({
    ...{ hidden: { shop: '渋谷店', card: 'CANARY-CARD' }, calculated: { points: 5, age: 40, older: 41 } },
    ...{ endingKey: 'happy', place: 'waiting' },
  })
  id = (await orm.select().from(submissions))[0]!.id
})
afterAll(() => world.close())

test('market 38: a submission shows its calculated numbers, ending, place and what its link said', async () => {
  expect(await read('ito')).toMatchObject({
    place: 'waiting',
    ending: { ja: 'また来てね' },
    hidden: [
      { key: 'shop', title: { ja: '店舗' }, value: '渋谷店' },
      { key: 'card', value: 'CANARY-CARD' },
    ],
    calculated: [
      { key: 'points', value: 5, masked: false, unit: { ja: '点' } },
      { key: 'age', value: 40 },
      { key: 'older', value: 41 },
    ],
  })
})

test('A33: which ending was read stays masked where it stands on a personal answer, also that there was none', async () => {
  const { orm } = world.deps.db
  const [before] = await orm.select().from(formVersions).where(eq(formVersions.formId, 'form-main'))
  const old = { fact: 'value.older', is: 'at_least' as const, value: 41 }
  const endings = [{ key: 'happy', when: { not: { all: [old] } }, thanks: { ja: 'また来てね' } }]
  const ofForm = eq(formVersions.formId, 'form-main')
  await orm
    .update(formVersions)
    .set({ definition: { ...before!.definition, endings } })
    .where(ofForm)
  expect((await read('mori'))['ending']).toEqual({ ja: '●●●' })
  expect((await read('ito'))['ending']).toEqual({ ja: 'また来てね' })
  await orm.update(submissions).set({ endingKey: null })
  expect((await read('mori'))['ending']).toEqual({ ja: '●●●' })
  expect((await read('ito'))['ending']).toBeNull()
  await orm.update(submissions).set({ endingKey: 'happy' })
  await orm.update(formVersions).set({ definition: before!.definition }).where(ofForm)
})

test('A33: whoever sees no personal data reads neither what a link said about them nor a number that stands on a personal answer', async () => {
  const seen = await read('mori')
  expect(seen).toMatchObject({
    hidden: [
      { key: 'shop', value: '渋谷店' },
      { key: 'card', value: '●●●' },
    ],
    calculated: [
      { key: 'points', value: 5, masked: false },
      { key: 'age', value: null, masked: true },
      { key: 'older', value: null, masked: true },
    ],
  })
  expect(JSON.stringify(seen)).not.toContain('CANARY')
})
