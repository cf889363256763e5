import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deliveries, friends, mails, staffNotices, submissions } from '../../db/schema/index.ts'
import type { FaultKind } from '../../simulator/shapes.ts'
import { sendsParty } from '../forms/person.ts'
import { always, hour, minute, openParty, type Party } from './world.ts'

let world: Party
beforeEach(async () => {
  world = await openParty()
})
afterEach(() => world.close())

const coupon = { do: 'send_message' as const, text: { ja: 'クーポンをどうぞ' }, push: true }
const heard = () => world.heard(world.aiko).filter((text) => text === 'クーポンをどうぞ')
const fault = (kind: FaultKind, calls = 1) =>
  world.simulator.setFaults({ next: { kind, calls, path: '/message/push' } })

describe('in the chat', () => {
  const answersInChat = async () => {
    await world.write(world.aiko, 'お茶会')
    await world.write(world.aiko, '3')
    await world.write(world.aiko, 'とばす')
  }

  test('row 24: a rule speaks in the same free reply as the thanks, only when its condition holds', async () => {
    const many = {
      key: 'many',
      on: 'finished' as const,
      when: { fact: 'answer.people', is: 'more_than' as const, value: 2 },
    }
    const few = {
      key: 'few',
      on: 'finished' as const,
      when: { fact: 'answer.people', is: 'at_most' as const, value: 2 },
    }
    await world.rules({ ...many, deeds: [coupon] }, { ...few, deeds: [{ ...coupon, text: { ja: 'またどうぞ' } }] })
    const replies = world.simulator.calls('/message/reply').length
    await answersInChat()
    expect(heard()).toHaveLength(1)
    expect(world.heard(world.aiko).at(-1)).toBe('クーポンをどうぞ')
    expect(world.simulator.calls('/message/reply').length - replies).toBe(3)
    expect(world.pushes()).toHaveLength(0)
    expect(await world.deeds()).toEqual(['send_message done'])
  })

  test('a form without rules writes nothing about them', async () => {
    await world.set({ confirmation: 'push' })
    await answersInChat()
    expect(await world.deeds()).toEqual([])
  })
})

describe('from LIFF', () => {
  test('row 24: the menu changes, staff are told, and what cannot be done has its reason', async () => {
    await world.rules(
      always(
        { do: 'show_menu', menu: null },
        { do: 'show_menu', menu: 'gold' },
        { do: 'notify_staff', byMail: true },
        { do: 'notify_staff', staff: ['left'], byMail: false },
        { ...coupon, push: false },
      ),
    )
    const { id } = await sendsParty(await world.aikoComes())
    await world.rest()
    expect((await world.deeds()).toSorted()).toEqual([
      'mail_staff done',
      'notify_staff done',
      'notify_staff failed no_recipient',
      'send_message excluded no_reply_token',
      'show_menu done',
      'show_menu failed menu_gone',
    ])
    const notices = await world.db.orm.select().from(staffNotices)
    expect(notices.map(({ subjectId }) => subjectId)).toEqual([id, id, id])
    expect(await world.db.orm.select().from(mails)).toHaveLength(3)
    await world.rest()
    const mail = JSON.stringify(world.simulator.mails())
    expect(mail).toContain(`/accounts/main/submissions/${id}`)
    expect(mail).not.toContain('愛子')
  })

  test('N25: without a way for mail staff read why nobody got one', async () => {
    world.deps.mail = null
    await world.rules(always({ do: 'notify_staff', byMail: true }))
    await sendsParty(await world.aikoComes())
    await world.rest()
    expect((await world.deeds()).toSorted()).toEqual(['mail_staff failed mail_no_server', 'notify_staff done'])
  })

  test('a message that may cost is one push, whatever is said in it; a second tap sends nothing', async () => {
    await world.rules(always(coupon, { ...coupon, text: { ja: 'お待ちしています' } }))
    const aiko = await world.aikoComes()
    const { id } = await sendsParty(aiko)
    await aiko.send(id)
    await world.rest()
    await world.rest()
    expect(world.pushes()).toHaveLength(1)
    expect(world.simulator.pushed('main')).toBe(1)
    expect(heard()).toHaveLength(1)
    expect(await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'rule'))).toMatchObject([
      { state: 'accepted', method: 'push' },
    ])
  })

  test('whoever blocks the account, and a month that is used up, are reasons', async () => {
    await world.rules(always(coupon))
    await world.db.orm.update(friends).set({ friendship: 'blocked' })
    await sendsParty(await world.aikoComes())
    await world.rest()
    await world.db.orm.update(friends).set({ friendship: 'following' })
    world.simulator.setQuota('main', 0)
    const again = await world.aikoComes()
    const second = (await again.open('party', true)).body.submission!.id
    await again.save(second, 'people', 1)
    await again.send(second)
    await world.rest()
    expect(await world.deeds()).toEqual(['send_message excluded blocked_friend', 'send_message failed quota_reached'])
    expect(world.pushes()).toHaveLength(0)
  })

  test.each(['rate_limit', 'timeout_after'] as const)(
    'FT12: a push that LINE answers by %s arrives once',
    async (kind) => {
      fault(kind)
      await world.rules(always(coupon))
      await sendsParty(await world.aikoComes())
      await world.rest()
      for (let round = 0; round < 4; round++) {
        world.pass(15 * minute)
        await world.rest()
      }
      expect(heard()).toHaveLength(1)
      expect(new Set(world.pushes().map(({ retryKey }) => retryKey)).size).toBe(1)
    },
  )

  test('a process that dies between the answer and its deeds runs them when it is back, once', async () => {
    await world.rules(always(coupon, { do: 'notify_staff', byMail: true }))
    await sendsParty(await world.aikoComes())
    expect(await world.deeds()).toContain('send_message waiting')
    await world.restart()
    await world.rest()
    await world.restart()
    await world.rest()
    expect(heard()).toHaveLength(1)
    expect(await world.db.orm.select().from(mails)).toHaveLength(3)
  })

  test('a change back says nothing again either, however many lie between', async () => {
    const many = { fact: 'answer.people', is: 'at_least' as const, value: 5 }
    await world.rules({ ...always(coupon), when: many })
    await world.set({ repeat: 'edit' })
    const aiko = await world.aikoComes()
    await sendsParty(aiko, 6)
    await world.rest()
    for (const people of [2, 7]) {
      const { id } = (await aiko.change('party')).body.submission!
      await aiko.save(id, 'people', people)
      await aiko.send(id)
      await world.rest()
    }
    expect(heard()).toHaveLength(1)
  })

  test('a change says nothing a second time, and staff are told of it', async () => {
    await world.rules(always(coupon, { do: 'notify_staff', byMail: true }))
    await world.set({ repeat: 'edit' })
    const aiko = await world.aikoComes()
    await sendsParty(aiko)
    await world.rest()
    for (const people of [4, 5]) {
      const { id } = (await aiko.change('party')).body.submission!
      await aiko.save(id, 'people', people)
      await aiko.send(id)
      await world.rest()
    }
    expect(heard()).toHaveLength(1)
    expect(await world.db.orm.select().from(mails)).toHaveLength(3)
    expect((await world.deeds()).filter((one) => one === 'notify_staff done')).toHaveLength(3)
  })
})

describe('row 25: confirmation', () => {
  test('free: by a reply token that nobody has used, with the number and nothing of the answers', async () => {
    await world.set({ repeat: 'edit' })
    await world.write(world.aiko, '予約したいです')
    const { id, body } = await sendsParty(await world.aikoComes(), 7)
    await world.rest()
    expect(body.confirmed).toBe(true)
    const text = world.heard(world.aiko).at(-1)!
    expect(text).toContain('受付番号：0001')
    expect(text).toContain('/forms/party')
    expect(text).not.toContain('7')
    expect(world.pushes()).toHaveLength(0)
    expect(await world.deeds()).toEqual(['confirm done'])
    // Staff see that their free answer is gone.
    expect((await world.answer(world.aikoId, 'はい', 'reply')).status).toBe(409)
    expect((await world.db.orm.select().from(submissions).where(eq(submissions.id, id)))[0]!.state).toBe('finished')
  })

  test('free: where it would cost something nothing is sent, and the receipt says so', async () => {
    const { body } = await sendsParty(await world.aikoComes())
    await world.rest()
    expect(body.confirmed).toBe(false)
    expect(await world.deeds()).toEqual(['confirm excluded no_reply_token'])
  })

  test('free: staff who use the token first have it; nothing is sent', async () => {
    await world.write(world.aiko, '予約したいです')
    await sendsParty(await world.aikoComes())
    expect((await world.answer(world.aikoId, 'はい', 'reply')).status).toBe(201)
    await world.rest()
    expect(await world.deeds()).toEqual(['confirm excluded no_reply_token'])
    expect(world.heard(world.aiko).at(-1)).toBe('はい')
  })

  test('push: one message, in the language of the person, with what a rule says', async () => {
    await world.set({ confirmation: 'push', rules: [always(coupon)] })
    await sendsParty(await world.aikoComes())
    await world.rest()
    expect(world.simulator.pushed('main')).toBe(1)
    expect(world.heard(world.aiko).slice(-2).join()).toContain('クーポンをどうぞ')
    expect((await world.deeds()).toSorted()).toEqual(['confirm done', 'send_message done'])
    world.pass(hour)
    await world.rest()
    expect(world.simulator.pushed('main')).toBe(1)
  })

  test('none: nothing, and the receipt says nothing about it', async () => {
    await world.set({ confirmation: 'none' })
    const { body } = await sendsParty(await world.aikoComes())
    expect(body.confirmed).toBeNull()
    expect(await world.deeds()).toEqual([])
  })
})
