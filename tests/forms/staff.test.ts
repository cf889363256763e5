import { afterEach, beforeEach, expect, test } from 'vitest'
import { listForms } from '../../bot/forms/form-list.ts'
import { submissionChanges } from '../../bot/forms/submission-changes.ts'
import { readSubmission } from '../../bot/forms/submission-detail.ts'
import { listSubmissions } from '../../bot/forms/submission-list.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { comes, party, publishParty, sendsParty, type Person } from './person.ts'

const minute = 60_000
const title = { ja: '問い' }
const names: FormDefinition = {
  ...party,
  questions: [
    { kind: 'name', key: 'name', title, required: true, kana: true },
    { kind: 'phone', key: 'phone', title, required: false },
    { kind: 'yes_no', key: 'again', title, required: false },
  ],
}

let world: World
let aiko: Person
let staff: StaffScope
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
  staff = {
    ...world.scope,
    actor: { kind: 'staff', staffId: 'x', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true },
  }
})
afterEach(() => world.close())

const found = async (q?: string) =>
  (await listSubmissions(staff, { state: 'all', sort: 'newest', limit: 50, ...(q ? { q } : {}) })).rows.map(
    ({ id }) => id,
  )

test('what a person changed since is reached from the newer one, not listed, and leaves the live list', async () => {
  await publishParty(world, { repeat: 'edit' })
  const { id } = await sendsParty(aiko, 2)
  world.pass(minute)
  const newer = (await aiko.change('party')).body.submission!.id
  expect((await readSubmission(staff, id)).replacedBy).toBeNull()
  await aiko.send(newer)
  expect(await found()).toEqual([newer])
  expect(await readSubmission(staff, newer)).toMatchObject({
    replaces: id,
    replacedBy: null,
    number: 1,
    state: 'finished',
  })
  expect(await readSubmission(staff, id)).toMatchObject({ replaces: null, replacedBy: newer, state: 'replaced' })
  const changes = await submissionChanges(staff, { state: 'all', after: { at: morning, key: '' } })
  expect(changes).toMatchObject({ gone: [id], rows: [{ id: newer }] })
  const listed = (await listForms(staff)).find(({ key: of }) => of === 'party')
  expect(listed).toMatchObject({ counts: { finished: 1, draft: 0 }, repeat: 'edit', opening: { kind: 'open' } })
})

test('answers with parts are shown in words and found as they were given, in any width and with or without a space', async () => {
  await publishParty(world, {}, names)
  const { id } = (await aiko.open('party')).body.submission!
  await aiko.save(id, 'name', { family: '髙橋', given: '愛子', familyKana: 'たかはし', givenKana: 'あいこ' })
  await aiko.save(id, 'phone', '０９０−１２３４−５６７８')
  await aiko.save(id, 'again', 'yes')
  await aiko.send(id)
  const { questions } = await readSubmission(staff, id)
  expect(questions.map(({ kind, personal, text }) => ({ kind, personal, ja: text?.ja }))).toEqual([
    { kind: 'name', personal: true, ja: expect.stringContaining('髙橋') },
    { kind: 'phone', personal: true, ja: '090-1234-5678' },
    { kind: 'yes_no', personal: false, ja: 'はい' },
  ])
  for (const q of ['髙橋', '髙橋 愛子', '髙橋愛子', 'タカハシ', '+819012345678', '1234'])
    expect({ q, found: await found(q) }).toEqual({ q, found: [id] })
  expect(await found('高木')).toEqual([])
})
