import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, forms, friends, submissions } from '../../db/schema/index.ts'
import { createWorld, mainChannel, type World } from '../support/world.ts'
import { comes, publishParty, sendsParty, type Person } from './person.ts'

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
  await publishParty(world, { repeat: 'edit', capacity: 40 })
})
afterEach(() => world.close())

const everything = async () =>
  JSON.stringify([
    await world.db.orm.select().from(forms),
    await world.db.orm.select().from(submissions),
    await world.db.orm.select().from(answers),
  ])

test('A22: other methods on the routes of a form are refused and change nothing, also in the name of another method', async () => {
  const { id } = (await aiko.open('party')).body.submission!
  await aiko.save(id, 'people', 2)
  const before = await everything()
  const paths = ['/forms/party', '/forms/party/draft', '/forms/party/change', `/submissions/${id}/answers/people`]
  for (const path of [...paths, `/submissions/${id}/completion`])
    for (const method of [
      'POST',
      'PATCH',
      // What a change has as well: it can be given up.
      ...(path === '/forms/party/change' ? [] : ['DELETE']),
      ...(path === '/forms/party' ? ['PUT'] : ['GET']),
    ])
      expect({
        path,
        method,
        status: (await aiko.call(method, path, method === 'GET' ? undefined : {})).status,
      }).toEqual({ path, method, status: expect.toSatisfy((status) => status === 404 || status === 405) })
  for (const override of ['PUT', 'DELETE']) {
    const answer = await world.app.request(`/liff/api/main/forms/party?_method=${override}`, {
      headers: { 'x-http-method-override': override, 'x-method-override': override },
    })
    expect(answer.status).toBe(200)
  }
  expect(await everything()).toBe(before)
})

test('A23: what anybody may read of a form is the form, when it is open, and nothing from inside', async () => {
  await sendsParty(aiko)
  await publishParty(world, {}, { ...(await definition()), title: { ja: '新しいお茶会' } })
  const answer = await world.app.request('/liff/api/main/forms/party')
  const body = (await answer.json()) as { form: object }
  expect(Object.keys(body)).toEqual(['form'])
  expect(Object.keys(body.form).toSorted()).toEqual(['definition', 'key', 'kind', 'opening', 'state', 'version'])
  const text = JSON.stringify([body, [...answer.headers]])
  const [form] = await world.db.orm.select().from(forms).where(eq(forms.key, 'party'))
  const [friend] = await world.db.orm.select().from(friends)
  for (const secret of [
    form!.id,
    friend!.id,
    aiko.uid,
    '愛子',
    mainChannel.channelSecret,
    mainChannel.loginChannelSecret,
  ])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/capacity|keyword|accountId|repeat|"seq"|webhook|finished/i)
  expect(text).not.toContain('"title":{"ja":"お茶会"')
})

const definition = async () => {
  const { body } = await aiko.call<{ form: { definition: typeof import('./person.ts').party } }>('GET', '/forms/party')
  return body.form.definition
}

test('A24: markup, scripts and turned-round text are kept and told as the text that they are', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{7*7}} ${7*7}',
    'abc\u202Egnp.exe',
  ]
  for (const [at, said] of hostile.entries()) {
    const person = await comes(world, said)
    const { id } = (await person.open('party')).body.submission!
    await person.save(id, 'people', 1)
    expect((await person.save(id, 'word', said)).body.value).toBe(said)
    expect((await person.send(id)).body.number).toBe(at + 1)
    const again = await person.change('party')
    expect(again.body.submission!.answers['word']).toBe(said)
  }
  const chat = await comes(world, 'ベン')
  await chat.says('お茶会')
  await chat.says('1')
  await chat.says(hostile[0]!)
  const kept = await world.db.orm.select().from(answers).where(eq(answers.uid, chat.uid))
  expect(kept.map(({ valueText }) => valueText)).toContain(hostile[0])
})

test('a draft, a change and an answer of somebody else do not exist for a person', async () => {
  const { id } = await sendsParty(aiko)
  const ben = await comes(world, 'ベン')
  const { id: draft } = (await aiko.change('party')).body.submission!
  for (const refused of [
    await ben.change('party'),
    await ben.save(draft, 'people', 9),
    await ben.send(draft),
    await ben.send(id),
  ])
    expect(refused.status).toBe(404)
})
