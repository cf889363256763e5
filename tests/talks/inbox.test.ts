import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answers, auditEntries, deliveries, talkMessages, talks } from '../../db/schema/index.ts'
import { markRead } from '../../bot/talks/change.ts'
import { hour, minute, staffScope, openTalks, uuid, type Talks } from './world.ts'

let world: Talks
beforeEach(async () => {
  world = await openTalks()
})
afterEach(() => world.close())

describe('what people write', () => {
  test('market row 41: a free text, a sticker and a place stand in the talk, which is open and unread', async () => {
    const { simulator, aiko, aikoId, write, rest, call, messages } = world
    await write(aiko, '駐車場はありますか')
    await simulator.sticker(aiko, 'main')
    const place = {
      type: 'location',
      id: '901',
      title: '喫茶むすび',
      address: '東京都',
      latitude: 35.6,
      longitude: 139.7,
    }
    await simulator.sendEvents('main', [simulator.event(aiko, 'message', { message: place })])
    await rest()
    expect((await messages(aikoId)).map(({ kind, text }: { kind: string; text: string }) => [kind, text])).toEqual([
      ['text', '駐車場はありますか'],
      ['sticker', null],
      ['location', null],
    ])
    const { rows, counts } = (await call('GET', 'talks')).body
    expect(rows).toMatchObject([{ friend: { id: aikoId }, unread: 3, state: 'open', last: { kind: 'location' } }])
    expect(counts).toEqual({ open: 1, mine: 0, unread: 1 })
  })

  test('what a survey takes as an answer is not in the talk; what it does not understand is', async () => {
    const { aiko, aikoId, write, messages, db } = world
    for (const said of ['アンケート', '家族と']) await write(aiko, said)
    expect(await db.orm.select().from(answers)).toHaveLength(1)
    expect(await db.orm.select().from(talks)).toEqual([])
    await write(aiko, '予約を変更したいのですが')
    expect(await messages(aikoId)).toMatchObject([{ text: '予約を変更したいのですが' }])
  })

  test('a keyword, a command of a survey and a greeting leave nobody waiting', async () => {
    const { aiko, write, db } = world
    for (const said of ['アンケート', '進み具合', 'やめる']) await write(aiko, said)
    expect(await db.orm.select().from(talks)).toEqual([])
  })

  test('a message that LINE delivers late, with an older time, counts as unseen until somebody has seen it', async () => {
    const { simulator, aiko, aikoId, rest, pass, call, messages, talk } = world
    const late = simulator.event(aiko, 'message', { message: { type: 'text', id: '851', text: '先に書いたこと' } })
    pass(1_000)
    await simulator.sendEvents('main', [
      simulator.event(aiko, 'message', { message: { type: 'text', id: '852', text: 'あとに書いたこと' } }),
    ])
    await rest()
    const onScreen = (await messages(aikoId)).at(-1)!.id
    await simulator.sendEvents('main', [late])
    await rest()
    await call('POST', `talks/${aikoId}/reading`, { seen: onScreen })
    expect((await talk(aikoId)).unread).toBe(1)
    const done = { state: 'done', seen: onScreen }
    expect((await call('PATCH', `talks/${aikoId}`, done)).body.error.detail.reason).toBe('unseen')
    // It stands above the other one, and is nevertheless the last that arrived.
    const both = await messages(aikoId)
    expect(both.map(({ text }: { text: string }) => text)).toEqual(['先に書いたこと', 'あとに書いたこと'])
    const last = both.toSorted((a: any, b: any) => b.arrival - a.arrival)[0]
    expect(last.text).toBe('先に書いたこと')
    expect((await call('PATCH', `talks/${aikoId}`, { state: 'done', seen: last.id })).status).toBe(200)
    expect((await talk(aikoId)).unread).toBe(0)
  })

  test('an event that comes twice, and one that comes late, are one message each, in the order in which they were said', async () => {
    const { simulator, aiko, aikoId, rest, pass, messages, talk } = world
    const text = (id: string, said: string) =>
      simulator.event(aiko, 'message', { message: { type: 'text', id, text: said } })
    const first = text('801', '一つめ')
    pass(1_000)
    const second = text('802', '二つめ')
    await simulator.sendEvents('main', [second])
    await rest()
    await simulator.sendEvents('main', [first])
    await simulator.sendEvents('main', [{ ...second, deliveryContext: { isRedelivery: true } }])
    await rest()
    expect((await messages(aikoId)).map((one: { text: string }) => one.text)).toEqual(['一つめ', '二つめ'])
    expect(await talk(aikoId)).toMatchObject({ unread: 2 })
  })

  test('A24: what would run or mislead elsewhere is text like any other, also at LINE', async () => {
    const { aiko, aikoId, write, messages, answer, heard } = world
    const hostile = '<script>alert(1)</script> javascript:alert(1) {{7*7}} \u202Egnp.exe'
    await write(aiko, hostile)
    expect(await messages(aikoId)).toMatchObject([{ text: hostile }])
    await answer(aikoId, hostile, 'reply')
    expect(heard(aiko).at(-1)).toBe(hostile)
  })
})

describe('unsend', () => {
  test('takes text and bytes away at once, and leaves that there was a message', async () => {
    const { simulator, aiko, aikoId, write, rest, messages, db } = world
    await write(aiko, '秘密の相談です')
    const [own] = simulator.chat(aiko, 'main').filter(({ from }) => from === 'person')
    await simulator.unsend(aiko, 'main', own!.id)
    await rest()
    expect(await messages(aikoId)).toMatchObject([{ text: null, unsentAt: expect.any(Number) }])
    expect(JSON.stringify(await db.orm.select().from(talkMessages))).not.toContain('秘密')
  })

  test('counts also when it comes before its message', async () => {
    const { simulator, aiko, aikoId, rest, messages } = world
    const message = simulator.event(aiko, 'message', { message: { type: 'text', id: '777', text: '秘密' } })
    await simulator.sendEvents('main', [simulator.event(aiko, 'unsend', { unsend: { messageId: '777' } }, false)])
    await rest()
    await simulator.sendEvents('main', [message])
    await rest()
    expect(await messages(aikoId)).toMatchObject([{ text: null, unsentAt: expect.any(Number) }])
  })
})

describe('the answer of the staff', () => {
  test('goes for nothing while the reply token lives, and the token works once', async () => {
    const { aiko, aikoId, write, talk, answer, messages, simulator, heard } = world
    await write(aiko, '駐車場はありますか')
    expect((await talk(aikoId)).replyUntil).toBeGreaterThan((await talk(aikoId)).now)
    expect((await answer(aikoId, 'はい、3台あります', 'reply')).status).toBe(201)
    expect(heard(aiko).at(-1)).toBe('はい、3台あります')
    expect((await messages(aikoId)).at(-1)).toMatchObject({
      side: 'staff',
      staffName: 'ito',
      delivery: { method: 'reply', state: 'accepted' },
    })
    expect(simulator.pushed('main')).toBe(0)
    expect(await talk(aikoId)).toMatchObject({ replyUntil: null, unread: 0, state: 'open' })
  })

  test('never becomes a push without being asked: the cost was to be nothing', async () => {
    const { aiko, aikoId, write, answer, pass, simulator, db } = world
    await write(aiko, '駐車場はありますか')
    pass(minute)
    const refused = await answer(aikoId, 'はい', 'reply')
    expect(refused).toMatchObject({ status: 409, body: { error: { detail: { reason: 'reply_token_expired' } } } })
    expect(simulator.pushed('main')).toBe(0)
    expect(await db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'talk'))).toEqual([])
    expect((await answer(aikoId, 'はい', 'push')).status).toBe(201)
    expect(simulator.pushed('main')).toBe(1)
  })

  test('is free also when it was to be a push and the person wrote once more', async () => {
    const { aiko, aikoId, write, answer, pass, simulator } = world
    await write(aiko, '駐車場はありますか')
    pass(minute)
    await write(aiko, 'もしもし')
    await answer(aikoId, 'はい', 'push')
    expect(simulator.pushed('main')).toBe(0)
  })

  test('of two colleagues at the same moment uses the token once; the other one is told', async () => {
    const { aiko, aikoId, write, answer, heard } = world
    await write(aiko, '駐車場はありますか')
    const both = await Promise.all([
      answer(aikoId, 'はい', 'reply', { who: 'ito' }),
      answer(aikoId, 'ございます', 'reply', { who: 'sato' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(heard(aiko)).toHaveLength(2)
  })

  test('is sent once when the browser asks twice with the same id', async () => {
    const { aiko, aikoId, write, answer, messages, heard } = world
    await write(aiko, '駐車場はありますか')
    await answer(aikoId, 'はい', 'reply', { id: uuid(900) })
    expect((await answer(aikoId, 'はい', 'push', { id: uuid(900) })).status).toBe(201)
    expect(heard(aiko)).toHaveLength(2)
    expect(await messages(aikoId)).toHaveLength(2)
  })

  test('is sent once, and both are told so, when the browser asks twice at the same moment with the same id', async () => {
    const { aiko, aikoId, write, answer, messages, heard, pass } = world
    await write(aiko, '駐車場はありますか')
    for (const [by, id] of [
      ['reply', uuid(901)],
      ['push', uuid(902)],
    ] as const) {
      const both = await Promise.all([answer(aikoId, by, by, { id }), answer(aikoId, by, by, { id })])
      expect(both.map(({ status }) => status)).toEqual([201, 201])
      expect(heard(aiko).filter((text) => text === by)).toHaveLength(1)
      pass(minute)
    }
    expect(await messages(aikoId)).toHaveLength(3)
  })

  test('A26: braces, dollar signs and a flood of lines arrive as they were written', async () => {
    const { aiko, aikoId, write, answer, heard } = world
    await write(aiko, '見積もりをください')
    const literal = `{{name}} {var} $ $$ ${'\n'.repeat(500)}おわり`
    expect((await answer(aikoId, literal, 'reply')).status).toBe(201)
    expect(heard(aiko).at(-1)).toBe(literal)
  })

  test('has at most what LINE takes, in its own units', async () => {
    const { aiko, aikoId, write, answer } = world
    await write(aiko, 'こんにちは')
    expect((await answer(aikoId, '😀'.repeat(2501), 'reply')).status).toBe(400)
    expect((await answer(aikoId, '   \n', 'reply')).status).toBe(400)
    expect((await answer(aikoId, '😀'.repeat(2500), 'reply')).status).toBe(201)
  })

  test('A37: nothing but text, id and price is taken from the request', async () => {
    const { aikoId, call } = world
    const body = { id: uuid(1), text: 'はい', by: 'push', seen: null, staffId: 'somebody', accountId: 'stranger' }
    expect((await call('POST', `talks/${aikoId}/messages`, body)).status).toBe(400)
  })

  test('to somebody who blocks the account is refused before LINE is called, with the reason', async () => {
    const { simulator, aiko, aikoId, write, answer, pass, rest, talk } = world
    await write(aiko, 'こんにちは')
    await simulator.block(aiko, 'main')
    await rest()
    pass(minute)
    expect(await talk(aikoId)).toMatchObject({ pushRefusal: 'blocked_friend' })
    expect((await answer(aikoId, 'はい', 'push')).body.error.detail).toEqual({ reason: 'blocked_friend' })
    expect(simulator.calls('/message/push')).toEqual([])
  })

  test('is written into the audit log without its words', async () => {
    const { aiko, aikoId, write, answer, db } = world
    await write(aiko, 'こんにちは')
    await answer(aikoId, 'ひみつの返事', 'reply')
    const entries = await db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'talk.said'))
    expect(entries).toMatchObject([{ subject: aikoId, detail: { method: 'reply' } }])
    expect(JSON.stringify(entries)).not.toContain('ひみつ')
  })
})

describe('what is left this month', () => {
  test('is asked from LINE, kept for a minute, and asked anew after a push', async () => {
    const { simulator, aiko, aikoId, write, answer, call, pass } = world
    simulator.setQuota('main', 200)
    const left = async () => (await call('GET', 'talks/quota')).body.quota
    expect(await left()).toMatchObject({ limit: 200, used: 0, left: 200 })
    await left()
    expect(simulator.calls('/message/quota/consumption')).toHaveLength(1)
    await write(aiko, 'こんにちは')
    pass(minute)
    await answer(aikoId, 'はい', 'push')
    expect(await left()).toMatchObject({ used: 1, left: 199 })
  })

  test('is said to be unknown when LINE does not tell, and unlimited when it is', async () => {
    const { simulator, call } = world
    simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/message/quota' } })
    expect((await call('GET', 'talks/quota')).body.quota).toBeNull()
    simulator.setQuota('main', null)
    expect((await call('GET', 'talks/quota')).body.quota).toMatchObject({ limit: null, left: null })
  })
})

describe('a running survey', () => {
  const begin = async () => {
    for (const said of ['アンケート', 'ひとりで', '駐車場はありますか']) await world.write(world.aiko, said)
    world.pass(1_000)
  }

  test('waits from the first answer of the staff on: what the person writes next is for staff, not an answer', async () => {
    const { aiko, aikoId, write, answer, db, talk, heard, pass } = world
    await begin()
    pass(minute)
    await answer(aikoId, 'はい、3台あります', 'push')
    expect(await talk(aikoId)).toMatchObject({ survey: { position: 2 }, heldUntil: expect.any(Number) })
    const before = heard(aiko).length
    await write(aiko, '5')
    await write(aiko, 'アンケート')
    expect(heard(aiko)).toHaveLength(before)
    expect(await db.orm.select().from(answers)).toHaveLength(1)
  })

  test('row 35: is handed back: the next message is answered by the open question for nothing, and no text is lost or taken for an answer', async () => {
    const { aiko, aikoId, write, call, talk, heard, messages, db, simulator } = world
    await begin()
    expect((await call('POST', `talks/${aikoId}/holding`, {})).status).toBe(200)
    await call('POST', `talks/${aikoId}/handing-back`, { ask: 'later' })
    world.pass(1_000)
    expect(await talk(aikoId)).toMatchObject({ heldUntil: null, survey: { position: 2 } })
    await write(aiko, '4')
    expect(heard(aiko).slice(-2)[0]).toContain('前回の続き')
    expect(await db.orm.select().from(answers)).toHaveLength(1)
    expect((await messages(aikoId)).at(-1)).toMatchObject({ text: '4' })
    await write(aiko, '4')
    expect(await db.orm.select().from(answers)).toHaveLength(2)
    expect(simulator.pushed('main')).toBe(0)
  })

  test('can be asked at once when it is handed back, by a push that staff know of', async () => {
    const { aiko, aikoId, call, heard, write, db, simulator, pass } = world
    await begin()
    await call('POST', `talks/${aikoId}/holding`, {})
    pass(minute)
    expect((await call('POST', `talks/${aikoId}/handing-back`, { ask: 'now', by: 'reply' })).status).toBe(409)
    expect((await call('POST', `talks/${aikoId}/handing-back`, { ask: 'now', by: 'push' })).status).toBe(200)
    expect(simulator.pushed('main')).toBe(1)
    expect(heard(aiko).slice(-2)[0]).toContain('前回の続き')
    await write(aiko, '4')
    expect(await db.orm.select().from(answers)).toHaveLength(2)
  })

  test('a button of it that is pressed meanwhile is an answer, and gives the word back to the bot', async () => {
    const { simulator, aiko, aikoId, call, talk, rest, db } = world
    await begin()
    const question = simulator.chat(aiko, 'main').findLast(({ content }) => content.type === 'flex')!
    await call('POST', `talks/${aikoId}/holding`, {})
    const data = /"data":"([^"]*musubi=answer[^"]*&o=4)"/.exec(JSON.stringify(question.content))?.[1]
    await simulator.tap(aiko, 'main', { type: 'postback', data })
    await rest()
    expect(await db.orm.select().from(answers)).toHaveLength(2)
    expect(await talk(aikoId)).toMatchObject({ heldUntil: null, survey: { position: 3 } })
  })

  test('goes back to the bot by itself some hours after the last word of the staff', async () => {
    const { aiko, aikoId, call, talk, pass, answer, write, heard } = world
    await begin()
    await call('POST', `talks/${aikoId}/holding`, {})
    pass(3 * hour)
    await answer(aikoId, 'お待たせしています', 'push')
    pass(3 * hour)
    expect(await talk(aikoId)).toMatchObject({ heldUntil: expect.any(Number) })
    pass(hour)
    expect(await talk(aikoId)).toMatchObject({ heldUntil: null })
    await write(aiko, 'わかりました')
    expect(heard(aiko).slice(-2)[0]).toContain('前回の続き')
  })

  test('cannot be taken over when none runs', async () => {
    const { aikoId, call } = world
    expect((await call('POST', `talks/${aikoId}/holding`, {})).body.error.detail).toEqual({ reason: 'no_survey' })
  })
})

describe('whose it is', () => {
  test('assigned, done, open again: each is seen by all, with before and after in the audit log', async () => {
    const { aiko, aikoId, write, call, newest, db } = world
    await write(aiko, 'こんにちは')
    const { colleagues } = (await call('GET', 'colleagues')).body
    expect(colleagues.map(({ name }: { name: string }) => name)).toEqual(['ito', 'mori', 'sato'])
    await call('PATCH', `talks/${aikoId}`, { assigneeId: colleagues[2].id })
    expect((await call('GET', 'talks?view=mine', undefined, 'sato')).body.rows).toHaveLength(1)
    expect((await call('GET', 'talks?view=mine')).body.rows).toEqual([])
    await call('PATCH', `talks/${aikoId}`, { state: 'done', seen: await newest(aikoId) })
    expect((await call('GET', 'talks', undefined, 'sato')).body).toMatchObject({ rows: [], counts: { unread: 0 } })
    expect((await call('GET', 'talks?view=done')).body.rows).toHaveLength(1)
    await write(aiko, 'もう一つ')
    expect((await call('GET', 'talks')).body.rows).toMatchObject([{ state: 'open', unread: 1, assigneeName: 'sato' }])
    const entries = await db.orm.select().from(auditEntries).where(eq(auditEntries.subject, aikoId))
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      [
        'talk.assigned',
        {
          before: { state: 'open', assigneeId: null, snoozedUntil: null },
          after: { state: 'open', assigneeId: colleagues[2].id, snoozedUntil: null },
        },
      ],
      [
        'talk.done',
        expect.objectContaining({ after: { state: 'done', assigneeId: colleagues[2].id, snoozedUntil: null } }),
      ],
    ])
  })

  test('the lists can be narrowed to what one colleague looks after, also while they are open', async () => {
    const { aiko, aikoId, write, call, person, idOf } = world
    await write(aiko, 'こんにちは')
    const kenji = await person('健二')
    await write(kenji, 'はじめまして')
    const sato = (await call('GET', 'colleagues')).body.colleagues[2].id
    const listed = async (query: string) => (await call('GET', `talks?${query}`)).body
    const { live } = await listed(`assignee=${sato}`)
    expect(await listed(`assignee=${sato}`)).toMatchObject({ rows: [], total: 0, counts: { open: 2 } })
    await call('PATCH', `talks/${aikoId}`, { assigneeId: sato })
    expect(await listed(`assignee=${sato}`)).toMatchObject({ rows: [{ friend: { id: aikoId } }], total: 1 })
    expect(await listed(`view=done&assignee=${sato}`)).toMatchObject({ rows: [], total: 0 })
    const changes = (await call('GET', `talks/changes?assignee=${sato}&after=${encodeURIComponent(live)}`)).body
    expect(changes).toMatchObject({ rows: [{ friend: { id: aikoId } }], gone: [await idOf(kenji)] })
  })

  test('whoever has it on the screen has read it, for all; a viewer has not', async () => {
    const { aiko, aikoId, write, call, talk, newest, deps } = world
    await write(aiko, 'こんにちは')
    const seen = await newest(aikoId)
    expect((await call('POST', `talks/${aikoId}/reading`, { seen }, 'mori')).status).toBe(403)
    expect(await talk(aikoId)).toMatchObject({ unread: 1 })
    await markRead(staffScope(deps), aikoId, { seen })
    expect(await talk(aikoId)).toMatchObject({ unread: 0, state: 'open' })
  })

  test('what nobody has seen yet is not done and not read by what somebody does with the messages before it', async () => {
    const { aiko, aikoId, write, call, talk, newest, pass, deps } = world
    await write(aiko, '一つめ')
    const seen = await newest(aikoId)
    pass(minute)
    await write(aiko, '急ぎです。予約を取り消してください')
    const done = await call('PATCH', `talks/${aikoId}`, { state: 'done', seen })
    expect(done).toMatchObject({ status: 409, body: { error: { detail: { reason: 'unseen' } } } })
    expect(await talk(aikoId)).toMatchObject({ state: 'open', unread: 2 })
    for (let again = 0; again < 2; again++) await markRead(staffScope(deps), aikoId, { seen })
    expect(await talk(aikoId)).toMatchObject({ state: 'open', unread: 1 })
    const said = { id: uuid(800), text: 'はい', by: 'push', seen }
    expect((await call('POST', `talks/${aikoId}/messages`, said)).body.talk).toMatchObject({ state: 'open', unread: 1 })
    expect((await call('PATCH', `talks/${aikoId}`, { state: 'done' })).status).toBe(400)
    await call('PATCH', `talks/${aikoId}`, { state: 'done', seen: await newest(aikoId) })
    expect(await talk(aikoId)).toMatchObject({ state: 'done', unread: 0 })
  })

  test('nobody outside of the staff can have it', async () => {
    const { aiko, aikoId, write, call } = world
    await write(aiko, 'こんにちは')
    expect((await call('PATCH', `talks/${aikoId}`, { assigneeId: 'nobody' })).status).toBe(400)
  })

  test('ES11: what one does comes to the others by the cursor, in the list and in the talk', async () => {
    const { aiko, aikoId, write, call, answer, newest } = world
    const list = (await call('GET', 'talks?view=open', undefined, 'sato')).body
    const open = (await call('GET', `talks/${aikoId}/messages`, undefined, 'sato')).body
    await write(aiko, 'こんにちは')
    await answer(aikoId, 'いらっしゃいませ', 'reply')
    const listed = (await call('GET', `talks/changes?view=open&after=${list.live}`, undefined, 'sato')).body
    expect(listed).toMatchObject({
      rows: [{ friend: { id: aikoId }, last: { text: 'いらっしゃいませ' } }],
      more: false,
    })
    const said = (await call('GET', `talks/${aikoId}/changes?after=${open.live}`, undefined, 'sato')).body
    expect(said.rows.map(({ text }: { text: string }) => text)).toEqual(['いらっしゃいませ', 'こんにちは'])
    await call('PATCH', `talks/${aikoId}`, { state: 'done', seen: await newest(aikoId) })
    const gone = (await call('GET', `talks/changes?view=open&after=${listed.live}`, undefined, 'sato')).body
    expect(gone).toMatchObject({ rows: [], gone: [aikoId], counts: { open: 0 } })
  })

  test('pages by cursor without gap or repetition', async () => {
    const { person, write, call } = world
    for (let at = 0; at < 5; at++) await write(await person(`人${at}`), 'こんにちは')
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const page = (await call('GET', `talks?limit=2${cursor}`)).body
      seen.push(...page.rows.map(({ friend }: { friend: { displayName: string } }) => friend.displayName))
      if (!page.next) break
      cursor = `&cursor=${page.next}`
    }
    expect(seen).toEqual(['人4', '人3', '人2', '人1', '人0'])
  })
})

test('A33: whoever may not see personal data reads no name, no text, no picture, in any list, page or live update', async () => {
  const { aiko, aikoId, write, answer, call } = world
  await write(aiko, '秘密の相談です')
  await answer(aikoId, '内緒の返事', 'reply')
  expect(await world.talk(aikoId, 'mori')).toMatchObject({ friend: { uid: aiko, displayName: null } })
  for (const path of [
    'talks?view=all',
    'talks/changes?view=all&after=WzAsIiJd',
    `talks/${aikoId}`,
    `talks/${aikoId}/messages`,
    `talks/${aikoId}/changes?after=WzAsIiJd`,
  ]) {
    const { status, body } = await call('GET', path, undefined, 'mori')
    expect([path, status]).toEqual([path, 200])
    expect(JSON.stringify(body)).not.toMatch(/秘密|内緒|愛子/)
  }
})

describe('what is put off', () => {
  test('market row 41: a talk that is put off leaves the open ones, comes back by itself, and at once when the person writes', async () => {
    const { aiko, aikoId, write, call, pass, deps } = world
    await write(aiko, '駐車場はありますか')
    const views = async () =>
      Promise.all(
        ['open', 'snoozed'].map(async (view) => (await call('GET', `talks?view=${view}`)).body.rows.length as number),
      )
    const until = deps.clock() + hour
    expect((await call('PATCH', `talks/${aikoId}`, { snoozedUntil: until })).body.talk.snoozedUntil).toBe(until)
    expect(await views()).toEqual([0, 1])
    const { live } = (await call('GET', 'talks')).body
    expect((await call('GET', 'talks/counts')).body.counts).toMatchObject({ open: 0 })
    pass(hour)
    expect(await views()).toEqual([1, 0])
    expect((await call('GET', `talks/changes?view=open&after=${encodeURIComponent(live)}`)).body.rows).toMatchObject([
      { friend: { id: aikoId }, snoozedUntil: null },
    ])
    await call('PATCH', `talks/${aikoId}`, { snoozedUntil: deps.clock() + hour })
    await write(aiko, 'もしもし')
    expect(await views()).toEqual([1, 0])
    const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'talk.snoozed'))
    expect(entries).toHaveLength(2)
  })
})
