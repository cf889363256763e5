import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownSubmissionDetail, ownSubmissions } from '../../bot/forms/own.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { comes, publishParty, sendsParty, type Person } from './person.ts'

const hour = 60 * 60_000

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
})
afterEach(() => world.close())

const own = () => ownSubmissions(world.scope, aiko.uid)

test('a person’s own page lists what they sent and what they can go on with, and says what they may do', async () => {
  await publishParty(world, { repeat: 'edit', closesAt: morning + 2 * hour })
  const { id } = await sendsParty(aiko, 2)
  world.pass(hour)
  await aiko.open('satisfaction')
  expect(await own()).toMatchObject([
    { formKey: 'satisfaction', state: 'draft', number: null, canContinue: true, canChange: false, at: morning + hour },
    { id, formKey: 'party', state: 'finished', number: 1, canContinue: false, canChange: true, at: morning },
  ])
  expect(await ownSubmissionDetail(world.scope, { id, uid: aiko.uid })).toMatchObject({
    title: { ja: 'お茶会' },
    number: 1,
    finishedAt: morning,
    canChange: true,
    answers: [{ title: { ja: '何名さまですか' }, text: { ja: '2' } }],
  })
  world.pass(hour)
  expect((await own()).find(({ formKey }) => formKey === 'party')).toMatchObject({ canChange: false })
})

test('what was changed since is not listed twice, and somebody else’s does not exist', async () => {
  await publishParty(world, { repeat: 'edit', capacity: 1 })
  const { id } = await sendsParty(aiko, 2)
  const changed = (await aiko.change('party')).body.submission!
  world.pass(hour)
  await aiko.save(changed.id, 'people', 3)
  expect((await own()).map(({ state, canContinue }) => `${state} ${canContinue}`)).toEqual([
    'draft true',
    'finished false',
  ])
  await aiko.send(changed.id)
  expect((await own()).map((one) => one.id)).toEqual([changed.id])
  const ben = await comes(world, 'ベン')
  for (const asked of [
    { id, uid: aiko.uid },
    { id: changed.id, uid: ben.uid },
  ])
    await expect(ownSubmissionDetail(world.scope, asked)).rejects.toThrow('not found')
})
