import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishForm } from '../../bot/forms/publish.ts'
import { forms } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes } from './person.ts'

const hour = 60 * 60_000

let world: World
beforeEach(async () => {
  world = await createWorld({ demo: false })
  await publishForm(world.scope, {
    ...{ key: 'pets', keyword: 'ペット', settings: { repeat: 'edit' } },
    definition: {
      title: { ja: '{{person.name|お客}}さまのアンケート' },
      thanks: { ja: 'ありがとうございました' },
      questions: [
        { kind: 'short_text', key: 'pet', title: { ja: 'ペットの名前' }, required: true },
        { kind: 'short_text', key: 'age', title: { ja: '{{answer.pet}}の年齢' }, required: true },
        {
          ...{ kind: 'consent', key: 'photo', title: { ja: '{{answer.pet|ペット}}の写真' }, required: false },
          ...{ text: { ja: '店内に飾ります' }, version: '1' },
        },
      ],
    },
  })
  await world.db.orm
    .update(forms)
    .set({ cancelUntil: 0, followUpAfter: 60, followUpPush: true, confirmation: 'push' })
    .where(eq(forms.key, 'pets'))
})
afterEach(() => world.close())

test('A26: whatever is said about a form names it as its person reads it', async () => {
  const aiko = await comes(world, '愛子')
  await world.simulator.follow(aiko.uid, 'main')
  await world.rest()
  const newest = () => JSON.stringify(world.simulator.chat(aiko.uid, 'main').at(-1))
  const { id } = (await aiko.open('pets')).body.submission!
  await aiko.save(id, 'pet', 'ポチ')
  world.pass(2 * hour)
  await world.rest()
  await world.rest()
  expect(newest()).toContain('「愛子さまのアンケート」の回答が途中です')
  await aiko.save(id, 'age', '3')
  await aiko.save(id, 'photo', 'agreed')
  await aiko.send(id)
  await world.rest()
  expect(await aiko.says('ペット')).toContain('「愛子さまのアンケート」には回答済みです')
  expect((await aiko.call('GET', `/me/submissions/${id}`)).body).toMatchObject({
    submission: {
      title: { ja: '愛子さまのアンケート' },
      answers: [{ title: { ja: 'ペットの名前' } }, { title: { ja: 'ポチの年齢' } }, { title: { ja: 'ポチの写真' } }],
    },
  })
  const me = (await aiko.call('GET', '/me')).body
  expect(me).toMatchObject({ me: { submissions: [{ title: { ja: '愛子さまのアンケート' } }] } })
  expect(JSON.stringify(me)).toContain('愛子さまのアンケート：ポチの写真')
  expect(JSON.stringify(me)).not.toContain('{{')
  // What stands beside the form has no draft, and still knows who reads it.
  expect((await aiko.open('pets')).body).toMatchObject({ submission: null, name: '愛子' })
  await aiko.call('DELETE', `/me/submissions/${id}`)
  await world.rest()
  expect(newest()).toContain('「愛子さまのアンケート」（受付番号 0001）を取り消しました')
  await world.db.orm.update(forms).set({ state: 'closed' }).where(eq(forms.key, 'pets'))
  expect(await aiko.says('ペット')).toContain('「愛子さまのアンケート」は受付を終了しました')
  expect(JSON.stringify(world.simulator.chat(aiko.uid, 'main'))).not.toContain('{{')
  const page = await world.app.request('/liff/main/forms/pets')
  expect(/<title>[^<]*<\/title>/.exec(await page.text())?.[0]).not.toContain('{{')
})
