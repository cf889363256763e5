import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { publishForm } from '../../bot/forms/publish.ts'
import { endOpenDeeds } from '../../bot/rules/after-restore.ts'
import { followUpDrafts } from '../../bot/rules/follow-up.ts'
import { consents, deliveries, forms, friends, submissions } from '../../db/schema/index.ts'
import { comes } from '../forms/person.ts'
import { hour, minute, openParty, type Party } from './world.ts'

let world: Party
beforeEach(async () => {
  world = await openParty()
  await world.db.orm.update(forms).set({ followUpAfter: 60, followUpPush: true }).where(eq(forms.key, 'visit'))
})
afterEach(() => world.close())

const draft = async () => (await world.db.orm.select().from(submissions).where(eq(submissions.uid, world.aiko)))[0]!
const nudges = () =>
  world.simulator.chat(world.aiko, 'main').filter(({ content }) => JSON.stringify(content).includes('途中です'))
const tapOf = (which: 0 | 1): string => {
  const { content } = nudges()[0]! as unknown as { content: { template: { actions: { data: string }[] } } }
  return content.template.actions[which]!.data
}
/** Answers the first three questions of the chat survey; the fourth asks what they liked. */
async function stopsAtFour() {
  for (const said of ['アンケート', '家族と', '2', '4']) await world.write(world.aiko, said)
}
/** So much time, minute by minute as rounds come. */
async function passes(minutes: number, steps = 4) {
  for (let step = 0; step < steps; step++) {
    world.pass((minutes / steps) * minute)
    await world.rest()
  }
  await world.rest()
}

describe('N19', () => {
  test('row 34, N19: left at question 4, an hour later there is one nudge, which goes on at question 4, and never a second', async () => {
    await stopsAtFour()
    await passes(50)
    expect(nudges()).toHaveLength(0)
    await passes(15)
    expect(nudges()).toHaveLength(1)
    expect(world.simulator.pushed('main')).toBe(1)
    await world.simulator.tap(world.aiko, 'main', { type: 'postback', label: '', data: tapOf(0) })
    await world.rest()
    expect(world.heard(world.aiko).at(-1)).toContain('よかったところ')
    expect((await draft()).reachedKey).toBe('liked')
    await passes(48 * 60, 48)
    expect(nudges()).toHaveLength(1)
    expect(await world.deeds()).toEqual(['follow_up done'])
    expect((await draft()).state).toBe('draft')
  })

  test('who goes on, who finishes and who has answered nothing is not reminded', async () => {
    await world.set({ followUpAfter: 60, followUpPush: true })
    const ben = await comes(world, 'ベン')
    await ben.open('party')
    await stopsAtFour()
    await passes(50)
    for (const said of ['スタッフ', '決定']) await world.write(world.aiko, said)
    await passes(50)
    for (const said of ['とばす', 'とばす']) await world.write(world.aiko, said)
    await passes(180)
    expect((await draft()).state).not.toBe('draft')
    expect(await world.deeds()).toEqual([])
  })

  test('who has only opened a form is not reminded, whatever of the answers was known', async () => {
    await publishForm(world.scope, {
      ...{ key: 'known', settings: {} },
      definition: {
        title: { ja: '予約' },
        thanks: { ja: 'どうも' },
        questions: [
          {
            ...{ kind: 'short_text', key: 'name', title: { ja: 'お名前' }, required: true },
            prefill: { from: { kind: 'profile' }, skip: true },
          },
          { kind: 'short_text', key: 'when', title: { ja: 'いつ' }, required: true },
        ],
      },
    })
    await world.db.orm.update(forms).set({ followUpAfter: 60, followUpPush: true }).where(eq(forms.key, 'known'))
    const aiko = await world.aikoComes()
    const { id, known } = (await aiko.open('known')).body.submission!
    expect(known).toEqual(['name'])
    await passes(65)
    expect(await world.deeds()).toEqual([])
    await aiko.save(id, 'when', '明日')
    await passes(65)
    expect(await world.deeds()).toEqual(['follow_up done'])
  })

  test('without the form’s leave nothing that costs is sent, and staff read why', async () => {
    await world.db.orm.update(forms).set({ followUpPush: false }).where(eq(forms.key, 'visit'))
    await stopsAtFour()
    await passes(65)
    expect(await world.deeds()).toEqual(['follow_up excluded no_reply_token'])
    expect(world.pushes()).toHaveLength(0)
    expect((await draft()).followedUpAt).not.toBeNull()
  })

  test('in the cheaper way: a reply token that nobody has used carries it for nothing', async () => {
    await world.set({ followUpAfter: 0, followUpPush: true })
    const aiko = await world.aikoComes()
    const { id } = (await aiko.open('party')).body.submission!
    await world.write(world.aiko, '駐車場はありますか')
    await aiko.save(id, 'people', 2)
    await followUpDrafts(world.deps)
    await world.rest()
    expect(await world.deeds()).toEqual(['follow_up done'])
    expect(nudges()).toHaveLength(1)
    expect(world.pushes()).toHaveLength(0)
  })

  test('not at night: what is due then comes at eight in the morning', async () => {
    world.pass(9.75 * hour)
    await stopsAtFour()
    await passes(11 * 60, 22)
    expect(nudges()).toHaveLength(0)
    await passes(60)
    expect(nudges()).toHaveLength(1)
  })

  test.each([
    ['blocked_friend', () => world.db.orm.update(friends).set({ friendship: 'blocked' })],
    ['messages_stopped', () => world.db.orm.update(friends).set({ messagesStoppedAt: 1 })],
    ['form_closed', () => world.db.orm.update(forms).set({ state: 'closed' })],
  ])('not to whom, and not when, it would lead nowhere: %s', async (reason, becomes) => {
    await stopsAtFour()
    await becomes()
    await passes(65)
    expect(await world.deeds()).toEqual([`follow_up excluded ${reason}`])
    expect(nudges()).toHaveLength(0)
  })

  test('a button of the reminder stops all further ones, and my page starts them again', async () => {
    await stopsAtFour()
    await passes(65)
    await world.simulator.tap(world.aiko, 'main', { type: 'postback', label: '', data: tapOf(1) })
    await world.rest()
    expect(world.heard(world.aiko).at(-1)).toContain('停止しました')
    const [said] = await world.db.orm.select().from(consents)
    expect(said).toMatchObject({ purpose: 'reminders', act: 'withdrawn', mouth: 'chat' })
    await world.set({ followUpAfter: 60, followUpPush: true })
    const aiko = await world.aikoComes()
    const { id } = (await aiko.open('party')).body.submission!
    await aiko.save(id, 'people', 2)
    await passes(65)
    expect((await world.deeds()).at(-1)).toBe('follow_up excluded reminders_stopped')
    const me = async () => (await aiko.call<{ me: { remindersStopped: boolean } }>('GET', '/me')).body.me
    expect((await me()).remindersStopped).toBe(true)
    await aiko.call('PUT', '/me/reminders', { stopped: false, language: 'ja' })
    await aiko.call('PUT', '/me/reminders', { stopped: false, language: 'ja' })
    expect((await me()).remindersStopped).toBe(false)
    expect((await world.db.orm.select().from(consents)).map(({ act }) => act)).toEqual(['withdrawn', 'given'])
  })

  test('a question that only a page can ask opens that page', async () => {
    const definition = {
      title: { ja: '配送' },
      thanks: { ja: 'ありがとうございました' },
      questions: [
        { kind: 'number' as const, key: 'boxes', title: { ja: '何箱ですか' }, required: true },
        { kind: 'signature' as const, key: 'where', title: { ja: 'お受け取りのサイン' }, required: true },
      ],
    }
    await publishForm(world.scope, { key: 'parcel', keyword: '配送', definition })
    await world.db.orm.update(forms).set({ followUpAfter: 60, followUpPush: true }).where(eq(forms.key, 'parcel'))
    for (const said of ['配送', '2']) await world.write(world.aiko, said)
    await passes(65)
    expect(JSON.stringify(nudges()[0]!.content)).toContain('/forms/parcel?question=where&from=chat')
  })

  test('a process that dies in the call, and LINE that is ill, remind once', async () => {
    world.simulator.setFaults({ next: { kind: 'timeout_after', calls: 1, path: '/message/push' } })
    await stopsAtFour()
    await passes(65)
    await world.restart()
    await passes(60)
    expect(nudges()).toHaveLength(1)
    expect(await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'follow_up'))).toMatchObject([
      { state: 'accepted', method: 'push' },
    ])
  })

  test('after a restore nobody is reminded of what was open then', async () => {
    await stopsAtFour()
    await world.db.write(endOpenDeeds(world.deps.clock()))
    await passes(120)
    expect(nudges()).toHaveLength(0)
  })
})
