import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../bot/staff/contract.ts'
import { createWork } from '../../bot/work.ts'
import { alerts, webhookAttempts, webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { comes, sendsParty } from '../forms/person.ts'
import { isSignedBy, openHall, type Hall } from './receivers.ts'

const url = 'https://ledger.example.com/hook'
/** A thread may have to be started first. */
const patience = { timeout: 20_000 }
const minute = 60_000
const hour = 60 * minute

/** One hall for all: making one takes longer than what happens in it. */
let hall: Hall
beforeAll(async () => void (hall = await openHall()))
beforeEach(() => hall.empty())
afterAll(() => hall.world.close())

const callsInRows = () => hall.world.db.orm.select().from(webhookCalls)
const onlyCall = async () => (await callsInRows())[0]!
const endpointRow = async () => (await hall.world.db.orm.select().from(webhookEndpoints))[0]!
const openAlerts = async () =>
  (await hall.world.db.orm.select().from(alerts)).filter(({ kind }) => kind === 'endpoint_disabled')

/** Until nothing comes any more: every wait of the table, and its jitter. */
async function wholeTable() {
  for (const wait of [0, 6_000, 6 * minute, 33 * minute, 2.2 * hour, 5.5 * hour, 11 * hour, 11 * hour, 11 * hour])
    await hall.later(wait)
}

describe('a finished submission', () => {
  test('is told to an endpoint that hears of it, signed as Standard Webhooks says', async () => {
    const { secret } = await hall.endpoint(url)
    const { id, body: receipt } = await hall.sends(3)
    await hall.later(0)
    expect(hall.calls).toHaveLength(1)
    const [call] = hall.calls
    expect(call).toMatchObject({ url, timeoutMs: 15_000, loopback: false })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/)
    expect(isSignedBy(call!, secret)).toBe(true)
    expect(isSignedBy({ ...call!, body: call!.body.replace('3', '4') }, secret)).toBe(false)
    expect(JSON.parse(call!.body)).toMatchObject({
      type: 'submission.finished',
      rule: null,
      data: {
        ...{ id, form: 'party', number: receipt.number, uid: hall.aiko.uid, answers: { people: 3 } },
        // A word may name somebody: this endpoint is not told who anybody is.
        omitted: ['member_id', 'answers.word'],
      },
    })
    expect(call!.headers['webhook-id']).toBe((await onlyCall()).id)
    expect((await onlyCall()).state).toBe('accepted')
  })

  test('is not told where nobody wants to hear of it: another event, another form, another account', async () => {
    await hall.endpoint(url, { events: ['submission.cancelled'] })
    await hall.endpoint(url, { forms: ['visit'] })
    await hall.endpoint(url, { events: [] })
    await hall.sends()
    await hall.later(0)
    expect(hall.calls).toHaveLength(0)
    expect(await callsInRows()).toHaveLength(0)
  })

  test('changed by its person is another event, and names the one before', async () => {
    await hall.world.db.write([{ sql: `update forms set repeat = 'edit'`, params: [] }])
    await hall.endpoint(url, { events: ['submission.finished', 'submission.changed'] })
    const aoi = await comes(hall.world, '葵')
    const { id } = await sendsParty(aoi)
    const draft = (await aoi.change('party')).body.submission!.id
    await aoi.save(draft, 'people', 5)
    await aoi.send(draft)
    await hall.later(0)
    const told = hall.calls.map(({ body }) => JSON.parse(body))
    expect(told.map(({ type }) => type).toSorted()).toEqual(['submission.changed', 'submission.finished'])
    const changed = told.find(({ type }) => type === 'submission.changed')
    expect(changed.data).toMatchObject({ id: draft, replaces: id, answers: { people: 5 } })
  })
})

describe('FT35: a receiver that does not take it', () => {
  test.for([
    ['500', 500, 'status'],
    ['404', 404, 'status'],
    ['302', 302, 'redirect'],
    ['15 seconds of silence', { kind: 'failed', reason: 'timeout' }, 'timeout'],
    ['nobody there', { kind: 'failed', reason: 'unreachable' }, 'unreachable'],
  ] as const)(
    '%s: eight attempts over 27.6 hours with the same id and bytes, then it failed',
    async ([, answer, outcome]) => {
      await hall.endpoint(url)
      hall.answers(url, answer)
      await hall.sends()
      const began = hall.world.deps.clock()
      await wholeTable()
      expect(hall.calls).toHaveLength(8)
      expect(new Set(hall.calls.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1)
      const made = await hall.world.db.orm.select().from(webhookAttempts)
      const waits = made.map(({ at }, index) => (at - (made[index - 1]?.at ?? began)) / 1000)
      expect(waits.map(Math.round)).toEqual([0, 6, 360, 1980, 7920, 19800, 39600, 39600])
      expect(made.every((one) => one.outcome === outcome)).toBe(true)
      expect(await onlyCall()).toMatchObject({ state: 'failed', reason: outcome, attempts: 8, nextAttemptAt: null })
    },
  )

  test('is called again no sooner than the table says, and a tenth later at most', async () => {
    await hall.endpoint(url)
    hall.answers(url, 500)
    await hall.sends()
    await hall.later(0)
    const began = hall.world.deps.clock()
    for (const wait of [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour]) {
      const { nextAttemptAt } = await onlyCall()
      const planned = nextAttemptAt! - hall.world.deps.clock()
      expect(planned).toBeGreaterThanOrEqual(wait)
      expect(planned).toBeLessThanOrEqual(wait * 1.1)
      await hall.later(planned)
    }
    expect(hall.world.deps.clock() - began).toBeGreaterThan(27.5 * hour)
  })

  test('200 with garbage is taken: what it answers is not read', async () => {
    await hall.endpoint(url)
    hall.answers(url, 200)
    await hall.sends()
    await hall.later(0)
    expect(await onlyCall()).toMatchObject({ state: 'accepted', status: 200 })
  })

  test('holds up no other one', async () => {
    await hall.endpoint(url)
    await hall.endpoint('https://other.example.com/')
    let free: () => void = () => {}
    hall.world.deps.callOut = async (call) => {
      hall.calls.push(call)
      if (call.url === url) await new Promise<void>((done) => (free = done))
      return { kind: 'answered', status: 200 }
    }
    await hall.sends()
    await hall.world.work.round()
    await expect.poll(() => hall.calls.length, patience).toBe(2)
    await hall.sends()
    await hall.world.work.round()
    // The one that hangs is left alone meanwhile.
    await expect.poll(() => hall.calls.map((call) => call.url).filter((one) => one !== url), patience).toHaveLength(2)
    expect(hall.calls.filter((call) => call.url === url)).toHaveLength(1)
    free()
    hall.world.deps.callOut = async () => ({ kind: 'answered', status: 200 })
    await hall.world.rest()
    expect((await callsInRows()).map(({ state }) => state)).toEqual(Array(4).fill('accepted'))
  })
})

test('FT36: a receiver that is down for six days is switched off, staff are told, and the backlog can be replayed', async () => {
  const { id } = await hall.endpoint(url)
  hall.answers(url, 503)
  for (let day = 0; day < 6; day++) {
    await hall.sends()
    for (let part = 0; part < 4; part++) await hall.later(6 * hour)
  }
  expect(await endpointRow()).toMatchObject({ state: 'disabled', reason: 'failing' })
  expect(await openAlerts()).toMatchObject([{ subject: 'failing 台帳', count: 1 }])
  const calls = hall.calls.length
  await hall.sends()
  await hall.later(hour)
  expect(hall.calls).toHaveLength(calls)
  expect((await callsInRows()).every(({ state }) => state === 'failed')).toBe(true)

  expect((await hall.office('owner', 'POST', `/endpoints/${id}/replay`, {})).status).toBe(409)
  hall.answers(url, 200)
  await hall.office('owner', 'PUT', `/endpoints/${id}/state`, { state: 'active' })
  expect((await hall.office('editor', 'POST', `/endpoints/${id}/replay`, {})).body).toEqual({ replayed: 7 })
  await hall.later(minute)
  expect((await callsInRows()).map(({ state }) => state)).toEqual(Array(7).fill('accepted'))
  expect((await endpointRow()).failingSince).toBe(null)
})

test('FT37: a receiver that says 410 is not called again, and staff are told', async () => {
  const bell = async (role: Role) => (await hall.office(role, 'GET', '/notices')).body.rows
  expect(await bell('viewer')).toEqual([])
  await hall.endpoint(url)
  await hall.sends()
  await hall.sends()
  hall.answers(url, 410)
  await wholeTable()
  expect(hall.calls).toHaveLength(2)
  expect(await endpointRow()).toMatchObject({ state: 'disabled', reason: 'gone' })
  expect(await openAlerts()).toMatchObject([{ subject: 'gone 台帳' }])
  // Who can do something about it, once; who can switch it on again gets a mail.
  const told = [{ kind: 'endpoint', subjectId: (await endpointRow()).id, seen: false, endpoint: { title: '台帳' } }]
  expect([await bell('owner'), await bell('editor'), await bell('viewer')]).toMatchObject([told, told, []])
  const mails = hall.world.simulator.mails().filter(({ subject }) => subject === '［台帳］送信先が停止しました')
  expect(mails.map(({ to }) => to)).toEqual(['owner@example.com'])
  await hall.sends()
  await hall.later(hour)
  expect(hall.calls).toHaveLength(2)
  const reasons = (await callsInRows()).map(({ state, reason }) => [state, reason])
  expect(reasons).toEqual([
    ['failed', 'gone'],
    ['failed', 'gone'],
    ['failed', 'endpoint_disabled'],
  ])
})

test('FT38: a secret that is rotated between two attempts: both sign for a day, then the new one alone', async () => {
  const { id, secret: first } = await hall.endpoint(url)
  hall.answers(url, 500)
  await hall.sends()
  await hall.later(0)
  const { body } = await hall.office('owner', 'POST', `/endpoints/${id}/secret`, {})
  await hall.later(6_000)
  const [before, after] = hall.calls
  expect([isSignedBy(before!, first), isSignedBy(before!, body.secret)]).toEqual([true, false])
  expect([isSignedBy(after!, first), isSignedBy(after!, body.secret)]).toEqual([true, true])
  hall.answers(url, 200)
  await hall.later(25 * hour)
  const last = hall.calls.at(-1)!
  expect([isSignedBy(last, first), isSignedBy(last, body.secret)]).toEqual([false, true])
})

test('FT39: ten thousand failed calls are replayed ten a second under their ids, and news comes through', async () => {
  const { id } = await hall.endpoint(url)
  const { db, deps } = hall.world
  await db.write([
    {
      sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
        insert into webhook_calls (id, account_id, endpoint_id, event, state, reason, attempts, created_at, finished_at)
        select printf('dead-%05d', i), 'main', ?, 'endpoint.test', 'failed', 'status', 8, ? + i, 0 from n`,
      params: [id, deps.clock() - hour],
    },
  ])
  expect((await hall.office('editor', 'POST', `/endpoints/${id}/replay`, {})).body).toEqual({ replayed: 10_000 })
  expect((await hall.office('editor', 'POST', `/endpoints/${id}/replay`, {})).status).toBe(429)
  const began = deps.clock()
  await hall.later(10_000)
  expect(hall.calls).toHaveLength(100)
  expect(hall.calls.map(({ headers }) => headers['webhook-id'])).toContain('dead-00001')
  const { id: news } = await hall.sends()
  await hall.later(1_000)
  expect(hall.calls.some(({ body }) => body.includes(news))).toBe(true)
  const [last] = await db.orm.select().from(webhookCalls).where(eq(webhookCalls.id, 'dead-10000'))
  expect(last!.nextAttemptAt! - began).toBe(1_000_000)
  expect(new Set(hall.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(hall.calls.length)
})

describe('a process that dies', () => {
  test('while it calls: the call is made again by the next one, with the same id and bytes', async () => {
    await hall.endpoint(url)
    await hall.sends()
    hall.world.deps.callOut = (call) => {
      hall.calls.push(call)
      return new Promise(() => {})
    }
    void hall.world.work.round()
    await expect.poll(() => hall.calls.length, patience).toBe(1)
    await hall.restart()
    await hall.later(0)
    expect(hall.calls).toHaveLength(2)
    expect(hall.calls[1]!.headers['webhook-id']).toBe(hall.calls[0]!.headers['webhook-id'])
    expect(hall.calls[1]!.body).toBe(hall.calls[0]!.body)
    expect((await onlyCall()).state).toBe('accepted')
  })

  test('two processes on one database make each call once', async () => {
    await hall.endpoint(url)
    for (let sent = 0; sent < 15; sent++) await hall.sends()
    const other = createWork(hall.world.deps)
    await Promise.all([hall.world.work.round(), other.round()])
    await Promise.all([hall.world.work.settled(), other.settled()])
    expect(hall.calls).toHaveLength(15)
    expect(new Set(hall.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(15)
  })
})

describe('staff', () => {
  test('pause an endpoint: nothing is lost, and what waited goes out when it goes on', async () => {
    const { id } = await hall.endpoint(url)
    await hall.office('owner', 'PUT', `/endpoints/${id}/state`, { state: 'paused' })
    await hall.sends()
    await hall.sends()
    await hall.later(hour)
    expect(hall.calls).toHaveLength(0)
    await hall.office('owner', 'PUT', `/endpoints/${id}/state`, { state: 'active' })
    await hall.later(minute)
    expect(hall.calls).toHaveLength(2)
  })

  test('try an endpoint, change it, and remove it with its log', async () => {
    const { id } = await hall.endpoint(url)
    expect((await hall.office('owner', 'POST', `/endpoints/${id}/trial`, {})).status).toBe(200)
    await hall.later(0)
    expect(JSON.parse(hall.calls[0]!.body)).toMatchObject({ type: 'endpoint.test', data: {} })
    const other = { title: '新しい台帳', url: `${url}/2`, events: [], forms: [], personal: false }
    expect((await hall.office('owner', 'PUT', `/endpoints/${id}`, other)).status).toBe(200)
    expect((await hall.office('owner', 'GET', '/endpoints')).body.endpoints).toMatchObject([{ url: `${url}/2` }])
    expect((await hall.office('owner', 'DELETE', `/endpoints/${id}`, {})).status).toBe(200)
    expect(await callsInRows()).toEqual([])
  })

  test('A33: turn nothing that was put together for another reader to a new address, nor to who may be told less', async () => {
    const moved = 'https://elsewhere.example.com/hook'
    const { id } = await hall.endpoint(url, { personal: true })
    const sendsWord = async (word: string) => {
      const person = await comes(hall.world, '愛子', hall.aiko.uid)
      const draft = (await person.open('party', true)).body.submission!.id
      await person.save(draft, 'people', 2)
      await person.save(draft, 'word', word)
      await person.send(draft)
      await hall.later(0)
    }
    await sendsWord('届いた山田太郎')
    hall.answers(url, 500)
    await sendsWord('届かない山田太郎')
    const input = { title: 'x', url, events: ['submission.finished'], forms: [], personal: false }
    expect((await hall.office('owner', 'PUT', `/endpoints/${id}`, input)).status).toBe(200)
    expect((await callsInRows()).map(({ body }) => body)).toEqual([null, null])
    expect((await hall.office('owner', 'PUT', `/endpoints/${id}`, { ...input, url: moved })).status).toBe(200)
    await hall.later(10_000)
    const [accepted] = (await callsInRows()).toSorted((a, b) => a.createdAt - b.createdAt)
    expect((await hall.office('owner', 'POST', `/calls/${accepted!.id}/replay`, {})).status).toBe(200)
    await hall.later(0)
    const there = hall.calls.filter((call) => call.url === moved)
    expect(there).toHaveLength(2)
    for (const { body } of there) {
      expect(JSON.parse(body).data.omitted).toContain('answers.word')
      expect(body).not.toContain('山田太郎')
    }
  })

  test('do not remove an endpoint that a rule of a form calls', async () => {
    const { id } = await hall.endpoint(url)
    await hall.world.db.write([
      {
        sql: `update forms set rules = ? where key = 'party'`,
        params: [JSON.stringify([{ key: 'a', on: 'finished', deeds: [{ do: 'call_webhook', endpoint: id }] }])],
      },
    ])
    const { status, body } = await hall.office('owner', 'DELETE', `/endpoints/${id}`, {})
    expect([status, body.error.detail]).toEqual([409, { reason: 'in_use', forms: ['party'] }])
  })

  test('A44: save no address that is not called', async () => {
    const body = { title: 'x', events: [], forms: [], personal: false }
    for (const bad of ['https://169.254.169.254/', 'http://shop.example.com/', 'https://localhost/', 'file:///etc'])
      expect((await hall.office('owner', 'POST', '/endpoints', { ...body, url: bad })).status).toBe(400)
  })

  test('see how calls went, never what was told or answered; the address and the secret are the owner’s', async () => {
    const { secret } = await hall.endpoint(`${url}?token=let-me-in`)
    await hall.sends(7)
    await hall.later(0)
    const { body: list } = await hall.office('editor', 'GET', '/calls')
    expect(list.rows).toMatchObject([{ event: 'submission.finished', state: 'accepted', endpoint: { title: '台帳' } }])
    const { body: one } = await hall.office('editor', 'GET', `/calls/${list.rows[0].id}`)
    expect(one.made).toMatchObject([{ outcome: 'accepted', status: 204 }])
    const { body: endpoints } = await hall.office('editor', 'GET', '/endpoints')
    expect(endpoints.endpoints[0]).toMatchObject({ host: 'ledger.example.com', url: null })
    const read = JSON.stringify([list, one, endpoints, (await hall.office('owner', 'GET', '/endpoints')).body])
    for (const hidden of [secret, secret.slice(6), '"people"']) expect(read).not.toContain(hidden)
    expect(JSON.stringify([list, one, endpoints])).not.toContain('let-me-in')
  })
})

test('what is kept of a call is gone after thirty days', async () => {
  await hall.endpoint(url)
  await hall.sends()
  await hall.later(0)
  await hall.later(29 * 24 * hour)
  expect(await callsInRows()).toHaveLength(1)
  await hall.later(2 * 24 * hour)
  expect(await callsInRows()).toHaveLength(0)
  expect(await hall.world.db.orm.select().from(webhookAttempts)).toHaveLength(0)
})
