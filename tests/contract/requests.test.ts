import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadAccount } from '../../bot/accounts/load.ts'
import { fetchQuota } from '../../bot/channels/line/quota.ts'
import { recordPush } from '../../bot/deliveries/record.ts'
import { sendDelivery } from '../../bot/deliveries/send.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { menus } from '../rich-menus/menus.ts'
import { createWorld, type World } from '../support/world.ts'
import { checkLineRequest, hasLineContract, type SentRequest } from './openapi.ts'

let world: World
let sent: SentRequest[]
beforeEach(async () => {
  world = await createWorld()
  sent = []
  world.deps.lineTokens.clear()
  const { fetch } = world.deps
  world.deps.fetch = (url, init) => {
    sent.push({ method: init.method, url, headers: init.headers, body: init.body ?? null })
    return fetch(url, init)
  }
})
afterEach(() => world.close())

const problems = () =>
  sent
    .map((request) => ({ path: new URL(request.url).pathname, problems: checkLineRequest(request) }))
    .filter((one) => one.problems.length > 0)

test.skipIf(!hasLineContract)(
  'every request that a whole visit makes is valid against LINE’s OpenAPI files',
  async () => {
    const { simulator, rest } = world
    const aiko = simulator.addPerson({ name: '愛子' }).uid
    await simulator.follow(aiko, 'main')
    await rest()
    for (const said of [
      'アンケート',
      'わからない',
      '家族と',
      '2',
      '進み具合',
      '5',
      'もどる',
      '4',
      'コーヒー',
      '決定',
      'スキップ',
      'やめる',
    ]) {
      await simulator.say(aiko, 'main', said)
      await rest()
    }
    await world.app.request('/liff/api/main/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idToken: await simulator.idToken(aiko, 'main') }),
    })
    expect(new Set(sent.map(({ url }) => new URL(url).pathname))).toEqual(
      new Set(['/oauth2/v3/token', '/v2/bot/message/reply', `/v2/bot/profile/${aiko}`, '/oauth2/v2.1/verify']),
    )
    expect(problems()).toEqual([])
  },
)

test.skipIf(!hasLineContract)('every request of a member login and of its end is valid', async () => {
  const { simulator, rest } = world
  const aiko = simulator.addPerson({ name: '愛子' }).uid
  await simulator.follow(aiko, 'main')
  await publishMenus({ ...world.scope, fetch: world.deps.fetch }, menus)
  const ask = async (method: string, path: string, body: object, session?: string) => {
    const answer = await world.app.request(`/liff/api/main${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(session ? { authorization: `Bearer ${session}` } : {}) },
      body: JSON.stringify(body),
    })
    expect(answer.status, path).toBe(200)
    return (await answer.json()) as { session: string; attempt: { id: string } }
  }
  const { session } = await ask('POST', '/session', { idToken: await simulator.idToken(aiko, 'main') })
  const { attempt } = await ask('POST', '/link-attempts', {}, session)
  await ask('PUT', `/link-attempts/${attempt.id}/claim`, { key: 'M0001', secret: '2468' }, session)
  const { consentVersion } = (await loadAccount(world.deps, 'main'))!.memberLogin!
  await ask('PUT', `/link-attempts/${attempt.id}/consent`, { version: consentVersion, language: 'ja' }, session)
  await rest()
  await ask('DELETE', '/link', { accessToken: simulator.accessToken(aiko, 'main') }, session)
  await rest()
  const paths = sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)
  expect(paths).toContain('POST /user/v1/deauthorize')
  expect(paths).toContain(`DELETE /v2/bot/user/${aiko}/richmenu`)
  expect(problems()).toEqual([])
})

test.skipIf(!hasLineContract)(
  'a form at the edge of what is allowed still makes messages that LINE takes',
  async () => {
    const { simulator, rest, scope } = world
    const long = (length: number) => ({ ja: '👨‍👩‍👧‍👦長'.repeat(length).slice(0, length) })
    const options = Array.from({ length: 50 }, (_, at) => ({ key: `o${at}`, label: long(300) }))
    const common = { title: long(2000), description: long(2000), required: false }
    const questions: Question[] = [
      { kind: 'single_choice', key: 'one', ...common, options: options.slice(0, 13) },
      { kind: 'multiple_choice', key: 'some', ...common, options },
      { kind: 'rating', key: 'stars', ...common, max: 10, lowLabel: long(200), highLabel: long(200) },
      { kind: 'date', key: 'day', ...common },
      { kind: 'number', key: 'count', ...common },
      { kind: 'short_text', key: 'word', ...common },
    ]
    const definition: FormDefinition = { title: long(2000), introduction: long(2000), thanks: long(2000), questions }
    await publishForm(scope, { key: 'edge', keyword: 'きわ', definition })
    const aiko = simulator.addPerson({ name: '愛子' }).uid
    await simulator.follow(aiko, 'main')
    await rest()
    for (const said of ['きわ', 'スキップ', '1,2,3', 'スキップ', 'スキップ', 'スキップ', 'スキップ']) {
      await simulator.say(aiko, 'main', said)
      await rest()
    }
    expect(problems()).toEqual([])
    expect(simulator.calls('/message/reply').map(({ status }) => status)).toEqual(Array(8).fill(200))
  },
)

test.skipIf(!hasLineContract)('every request that answering people makes is valid', async () => {
  const { simulator, rest, scope, pass } = world
  const aiko = simulator.addPerson({ name: '愛子' }).uid
  await simulator.follow(aiko, 'main')
  await simulator.image(aiko, 'main', 'data:image/png;base64,iVBORw0KGgo=')
  await rest()
  await fetchQuota({ ...scope, fetch: world.deps.fetch })
  pass(60_000)
  const text = `{{name}} $ ${'😀'.repeat(2490)}`
  const push = await recordPush(scope, { uid: aiko, purpose: 'talk', messages: [{ type: 'text', text }] })
  await scope.db.write([push.statement])
  await sendDelivery({ ...scope, fetch: world.deps.fetch }, push.delivery)
  const paths = sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`.replace(/\d{10,}/, ':id'))
  for (const path of [
    'GET /v2/bot/message/:id/content',
    'GET /v2/bot/message/quota',
    'GET /v2/bot/message/quota/consumption',
    'POST /v2/bot/message/push',
  ])
    expect(paths).toContain(path)
  expect(problems()).toEqual([])
})
