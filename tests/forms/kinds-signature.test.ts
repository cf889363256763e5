import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAnswer, problemText } from '../../bot/forms/check.ts'
import type { Question } from '../../bot/forms/contract.ts'
import { columnsOf, type ExportRow } from '../../bot/forms/export-columns.ts'
import { isPersonal } from '../../bot/forms/personal.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { readSubmission } from '../../bot/forms/submission-detail.ts'
import { summariseForm } from '../../bot/forms/summary.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import { answers } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { png } from '../uploads/pictures.ts'
import { comes } from './person.ts'

const question: Question = { kind: 'signature', key: 'q', title: { ja: 'ご署名' }, required: true }
const definition = { title: { ja: '同意書' }, thanks: { ja: 'ありがとうございました' }, questions: [question] }

let world: World
let staff: StaffScope
beforeAll(async () => {
  world = await createWorld({ demo: false })
  const actor = { kind: 'staff', staffId: 'sato', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true }
  staff = { ...world.scope, actor } as StaffScope
  await publishForm(world.scope, { key: 'sign', keyword: '署名', definition })
})
afterAll(() => world.close())

test('N6: what is drawn comes through the way of all files, and is an answer like one', async () => {
  const aiko = await comes(world, '愛子')
  const { id } = (await aiko.open('sign')).body.submission!
  const picture = { bytes: await png(600, 260), name: 'signature.png' }
  const { id: upload } = await aiko.upload(`/submissions/${id}/files/q`, picture)
  expect((await aiko.save(id, 'q', [upload])).status).toBe(200)
  expect((await aiko.send(id)).status).toBe(200)
  const [row] = await world.db.orm.select().from(answers).where(eq(answers.submissionId, id))
  expect(row).toMatchObject({ valueJson: [upload], valueText: null, answeredIn: 'liff' })

  const shown = await readSubmission(staff, id)
  expect(shown.questions[0]).toMatchObject({ files: [upload], text: { ja: '署名あり', en: 'Signed' } })
  expect((await summariseForm(staff, 'sign', {})).questions[0]).toMatchObject({ answered: 1, chart: { type: 'count' } })
  const asked = [{ question, old: false, personal: true, goneOptions: [], earlier: [] }]
  const beside = { hidden: [], calculations: [], endings: [], endingTells: () => false }
  const setting = {
    asked,
    language: 'ja' as const,
    seesPersonal: true,
    fileUrl: (one: string) => `/files/${one}`,
    beside,
  }
  const line = { definition, values: new Map([['q', [upload]]]), booked: new Map() } as unknown as ExportRow
  expect(columnsOf(['question:q'], setting)[0]!.cell(line)).toBe(`/files/${upload}`)
  expect(columnsOf(['question:q'], { ...setting, seesPersonal: false })[0]!.cell(line)).not.toContain(upload)
})

test('A33: whoever may not see personal data gets no picture', async () => {
  const [row] = await world.db.orm.select().from(answers)
  const masked = { ...staff, actor: { ...staff.actor, seesPersonal: false } } as StaffScope
  expect((await readSubmission(masked, row!.submissionId)).questions[0]).toMatchObject({ files: [], personal: true })
  expect(isPersonal(question)).toBe(true)
})

test('A50: nobody signs with what is no picture, nor with the signature of somebody else', async () => {
  const [aikos] = await world.db.orm.select().from(answers)
  const ben = await comes(world, 'Ben')
  const { id } = (await ben.open('sign')).body.submission!
  const hostile = [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '<!doctype html><script>',
    '%PDF-1.7\n%%EOF',
  ]
  for (const text of hostile) {
    const bytes = new TextEncoder().encode(text)
    expect(await ben.upload(`/submissions/${id}/files/q`, { bytes, name: 'signature.png' })).not.toHaveProperty('id')
  }
  const refused = await ben.save(id, 'q', aikos!.valueJson)
  expect(refused).toMatchObject({ status: 400, body: { error: { detail: { problem: { code: 'not_signed' } } } } })
  for (const wrong of [['a', 'b'], [''], 'Ben', { id: 'x' }, 1])
    expect((await ben.save(id, 'q', wrong)).status).toBe(400)
})

test('the chat leads to the page, and says what is missing there', async () => {
  const eve = await comes(world, 'Eve')
  expect(await eve.says('署名')).toContain('/forms/sign?question=q')
  const checked = checkAnswer(question, [], '2026-11-21')
  expect(checked.ok ? null : problemText(checked.problem, 'ja')).toBe('枠の中に署名するか、お名前を入力してください')
})
