import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answers, auditEntries, notes, retentionRuns, submissions, talkMessages, talks } from '../../db/schema/index.ts'
import { addFriend, addSubmission } from '../dashboard/world.ts'
import { openOffice, type Office } from './office.ts'

const dayMs = 864e5
let office: Office
let aiko: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  office = await openOffice('sato', 'ono', 'ito', 'abe')
  aiko = await addFriend(office.deps, 'main', 1, 'Aiko')
})
afterAll(() => office.close())

const set = (kind: string, days: number | null, deletes: number, name = 'ono') =>
  office.call(name, 'PUT', `/accounts/main/retention/${kind}`, { days, deletes })
const preview = async (kind: string, days: number) =>
  (await office.call<{ deletes: number }>('ono', 'GET', `/accounts/main/retention/${kind}/preview?days=${days}`)).body
    .deletes
interface Retention {
  retention: {
    rules: { kind: string; days: number | null; setBy: string | null }[]
    runs: { kind: string; deleted: number }[]
  }
}
const read = async () => (await office.call<Retention>('ito', 'GET', '/accounts/main/retention')).body.retention

/** A submission that was last touched so many days ago. */
async function submitted(daysAgo: number, state: 'draft' | 'cancelled' | 'finished', account = 'main') {
  const { deps } = office
  const friend = account === 'main' ? aiko : await addFriend(deps, account, daysAgo, 'Ben')
  const number = Math.round(daysAgo * 100)
  const id = await addSubmission(deps, account, friend, { number, comment: 'そうですね' })
  const updatedAt = deps.clock() - daysAgo * dayMs
  // What was given up was never sent.
  const given = state === 'finished' ? {} : { finishedAt: null }
  await deps.db.orm
    .update(submissions)
    .set({ state, updatedAt, ...given })
    .where(eq(submissions.id, id))
  return id
}
const left = async () => (await office.deps.db.orm.select({ id: submissions.id }).from(submissions)).map(({ id }) => id)

describe('96: how long data is kept', () => {
  test('everything is kept for ever until an owner says otherwise', async () => {
    expect((await read()).rules.map(({ kind, days }) => [kind, days])).toEqual([
      ['drafts', null],
      ['submissions', null],
      ['talk_messages', null],
      ['audit_entries', null],
    ])
  })

  test('a rule is seen before it is set, says how many rows go, and only an owner sets it', async () => {
    const old = await submitted(40, 'cancelled')
    const young = await submitted(5, 'cancelled')
    const finished = await submitted(41, 'finished')
    const foreign = await submitted(42, 'cancelled', 'stranger')
    expect(await preview('drafts', 30)).toBe(1)
    expect((await set('drafts', 30, 1, 'ito')).status).toBe(403)
    expect((await office.call('ito', 'GET', '/accounts/main/retention/drafts/preview?days=30')).status).toBe(403)
    expect((await set('drafts', 30, 1)).status).toBe(200)
    await office.whole.rest()
    expect(await left()).toEqual(expect.arrayContaining([young, finished, foreign]))
    expect(await left()).not.toContain(old)
    expect(await office.deps.db.orm.select().from(answers).where(eq(answers.submissionId, old))).toEqual([])
    expect(await office.deps.db.orm.select().from(answers).where(eq(answers.submissionId, young))).not.toEqual([])
  })

  test('what went is counted in a row that staff see, and who set the rule is in the audit log', async () => {
    const { rules, runs } = await read()
    expect(rules[0]).toMatchObject({ kind: 'drafts', days: 30, setBy: 'ono' })
    expect(runs).toMatchObject([{ kind: 'drafts', deleted: 1 }])
    const entries = await office.deps.db.orm
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'retention.changed'))
    expect(entries[0]?.detail).toEqual({
      before: { kind: 'drafts', days: null },
      after: { kind: 'drafts', days: 30 },
      deletes: 1,
    })
  })

  test('when more would go than was confirmed, nothing is set', async () => {
    await submitted(300, 'finished')
    await submitted(301, 'finished')
    const answer = await set('submissions', 200, 1)
    expect(answer.body.error).toMatchObject({ code: 'conflict', detail: { reason: 'more_rows', deletes: 2 } })
    expect((await read()).rules[1]).toMatchObject({ kind: 'submissions', days: null })
  })

  test('nobody sets a rule so short that it takes what is being worked on', async () => {
    for (const [kind, days] of [
      ['drafts', 6],
      ['submissions', 29],
      ['talk_messages', 29],
      ['audit_entries', 364],
    ] as const)
      expect((await set(kind, days, 1_000_000)).body.error).toMatchObject({ code: 'invalid' })
    expect((await set('webhook_events', 100, 0)).status).toBe(400)
  })

  test('finished submissions go with their answers and notes, in batches, night by night', async () => {
    const { deps } = office
    const old = await submitted(302, 'finished')
    const note = { id: 'note-1', accountId: 'main', friendSeq: aiko.seq, submissionId: old, staffId: 'x', body: 'x' }
    await deps.db.orm.insert(notes).values({ ...note, createdAt: 0, updatedAt: 0 })
    expect((await set('submissions', 200, await preview('submissions', 200))).status).toBe(200)
    await office.whole.rest()
    expect(await left()).not.toContain(old)
    expect(await deps.db.orm.select().from(notes)).toEqual([])
    // What is young today is old in half a year, without anybody pressing anything.
    const young = await submitted(100, 'finished')
    office.move(101 * dayMs)
    await office.whole.rest()
    expect(await left()).not.toContain(young)
  })

  test('thousands of messages go without a gap in the count', async () => {
    const { deps } = office
    await office.arrive('ono')
    await office.arrive('ito')
    const rows = Array.from({ length: 2_300 }, (_, at) => ({
      ...{
        id: `message-${at}`,
        accountId: 'main',
        friendSeq: aiko.seq,
        side: 'friend' as const,
        kind: 'text' as const,
      },
      ...{ text: 'そうですね', at: deps.clock() - 60 * dayMs + at },
    }))
    for (let at = 0; at < rows.length; at += 500)
      await deps.db.orm.insert(talkMessages).values(rows.slice(at, at + 500))
    expect((await set('talk_messages', 30, await preview('talk_messages', 30))).status).toBe(200)
    await office.whole.rest()
    expect(await deps.db.orm.select().from(talkMessages)).toEqual([])
    const [run] = await deps.db.orm.select().from(retentionRuns).where(eq(retentionRuns.kind, 'talk_messages'))
    expect(run?.deleted).toBe(2_300)
  })

  test('the old messages of another account stay, and so does what its talks say last', async () => {
    const { deps } = office
    const ben = await addFriend(deps, 'stranger', 901, 'Ben')
    const at = deps.clock() - 90 * dayMs
    for (const [accountId, { seq: friendSeq }] of [
      ['stranger', ben],
      ['main', aiko],
    ] as const) {
      const id = `old-${accountId}`
      await deps.db.orm
        .insert(talkMessages)
        .values({ id, accountId, friendSeq, side: 'friend', kind: 'text', text: 'むかし', at })
      await deps.db.orm
        .insert(talks)
        .values({
          accountId,
          friendSeq,
          state: 'open',
          unread: 1,
          lastMessageId: id,
          lastAt: at,
          revision: 1,
          updatedAt: at,
        })
        .onConflictDoUpdate({ target: talks.friendSeq, set: { lastMessageId: id } })
    }
    office.move(dayMs)
    await office.whole.rest()
    const kept = await deps.db.orm.select().from(talkMessages)
    expect(kept.map(({ id }) => id)).toEqual(['old-stranger'])
    const said = await deps.db.orm.select().from(talks)
    expect(Object.fromEntries(said.map(({ accountId, lastMessageId }) => [accountId, lastMessageId]))).toEqual({
      stranger: 'old-stranger',
      main: null,
    })
  })

  test('a rule that was taken back deletes nothing any more', async () => {
    expect((await set('drafts', null, 0)).status).toBe(200)
    const old = await submitted(50, 'cancelled')
    office.move(2 * dayMs)
    await office.whole.rest()
    expect(await left()).toContain(old)
  })

  test('A30: another account’s rules are its own', async () => {
    const theirs = await office.call<Retention>('abe', 'GET', '/accounts/stranger/retention')
    expect(theirs.status === 401 || theirs.body.retention.rules.every(({ days }) => days === null)).toBe(true)
    expect(
      (await office.call('abe', 'PUT', '/accounts/main/retention/drafts', { days: 30, deletes: 0 })).status,
    ).not.toBe(200)
  })
})
