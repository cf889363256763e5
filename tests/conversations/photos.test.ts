import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, talkMessages, uploads } from '../../db/schema/index.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { comes } from '../forms/person.ts'
import { createWorld, type World } from '../support/world.ts'
import { asPhone, jpeg, png } from '../uploads/pictures.ts'

let world: World
beforeAll(async () => void (world = await createWorld({ demo: false })))
afterAll(() => world.close())

const photo: Question = { kind: 'file', key: 'photo', title: { ja: 'お写真' }, required: true, accept: 'photo' }
const papers: Question = { ...photo, key: 'papers', title: { ja: '書類' }, filesMax: 3 }
const last: Question = { kind: 'short_text', key: 'last', title: { ja: 'ひとこと' }, required: true }
const definition: FormDefinition = {
  title: { ja: '受付' },
  thanks: { ja: 'どうも' },
  questions: [photo, papers, last],
}

async function phone(name: string) {
  const person = await comes(world, name)
  const { uid } = person
  const sends = async (bytes: Uint8Array, type = 'jpeg') => {
    const before = world.simulator.chat(uid, 'main').length
    const dataUrl = `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
    await world.simulator.image(uid, 'main', dataUrl)
    await world.rest()
    return JSON.stringify(world.simulator.chat(uid, 'main').slice(before + 1))
  }
  const given = async (key: string) => {
    const [row] = await world.db.orm
      .select({ value: answers.valueJson, mouth: answers.answeredIn })
      .from(answers)
      .where(and(eq(answers.uid, uid), eq(answers.questionKey, key)))
    return row
  }
  return { ...person, sends, given }
}

test('row 31: pictures that are sent in the chat answer a question for files, drawn anew as LIFF’s are, and LIFF goes on from there', async () => {
  await publishForm(world.scope, { key: 'desk', keyword: '受付', definition })
  const aiko = await phone('愛子')
  const asked = await aiko.says('受付')
  expect(asked).toContain('写真を、このままトークに送ってください')
  expect(asked).toContain('"type":"cameraRoll"')
  expect(await aiko.says('これです')).toContain('写真を送ってください。')
  expect(await aiko.sends(new TextEncoder().encode('no picture'))).toContain('この種類のファイルは受け取れません')

  // One is enough here; the next question takes three.
  expect(await aiko.sends(asPhone(await jpeg()))).toContain('書類')
  const { value, mouth } = (await aiko.given('photo'))!
  expect(mouth).toBe('chat')
  const [upload] = await world.db.orm
    .select()
    .from(uploads)
    .where(eq(uploads.id, (value as string[])[0]!))
  expect(upload).toMatchObject({ questionKey: 'photo', contentType: 'image/jpeg', width: 80, height: 120 })

  expect(await aiko.sends(await png(), 'png')).toContain('1枚受け取りました。あと2枚送れます')
  // Each counts at once: LIFF shows it, and a second device may add one.
  const draft = (await aiko.open('desk')).body.submission!
  expect(draft.answers['papers']).toHaveLength(1)
  expect(await aiko.sends(await jpeg())).toContain('2枚受け取りました')
  expect(await aiko.says('決定')).toContain('ひとこと')
  expect((await aiko.given('papers'))!.value).toHaveLength(2)

  // A picture beside any other question is for staff, as is one that was not taken; those that are answers are not.
  expect(await aiko.sends(await jpeg())).toContain('回答の途中です')
  const kept = await world.db.orm.select({ kind: talkMessages.kind }).from(talkMessages)
  expect(kept.map(({ kind }) => kind)).toEqual(['text', 'image', 'image'])

  // Going back gives a place for one more, the last of which goes on by itself.
  await aiko.says('戻る')
  expect(await aiko.sends(await jpeg())).toContain('ひとこと')
  expect((await aiko.given('papers'))!.value).toHaveLength(3)
  await aiko.says('戻る')
  expect(await aiko.sends(await jpeg())).toContain('これ以上受け取れません')
  expect(await aiko.says('続き')).toContain('ひとこと')
  await aiko.says('なし')
  expect(world.simulator.pushed('main')).toBe(0)
})
