import { afterEach, beforeEach, expect, test } from 'vitest'
import { attemptCounts, identityLinks, linkAttempts, mails } from '../../db/schema/index.ts'
import type { World } from '../support/world.ts'
import { agree, call, claim, openCafe, person } from './people.ts'

const minute = 60_000

let world: World
let aiko: { uid: string; session: string }
beforeEach(async () => {
  world = await openCafe({ key: 'email', proof: 'email_code', keyLabel: { ja: 'メールアドレス', en: 'E-mail' } })
  aiko = await person(world, '愛子')
})
afterEach(() => world.close())

const mailbox = () => world.simulator.state.mails
const codeIn = (text: string) => /\b\d{6}\b/.exec(text)![0]
const lastCode = async () => {
  await world.rest()
  return codeIn(mailbox().at(-1)!.text)
}
const prove = (session: string, id: string, code: string) =>
  call(world, 'PUT', `/link-attempts/${id}/code`, { session, body: { code } })

test('a member proves themselves by the six digits that come to their mail, in whatever width they type them', async () => {
  const { id, answer } = await claim(world, aiko.session, { key: 'm0001@example.jp' })
  const now = world.deps.clock()
  expect(answer.body.attempt).toEqual({
    id,
    state: 'code_sent',
    conflictSince: null,
    sides: null,
    code: { sentAt: now, expiresAt: now + 10 * minute },
  })
  const code = await lastCode()
  expect(mailbox().at(-1)).toMatchObject({ to: 'm0001@example.jp', subject: '【喫茶むすび】確認コード' })
  const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  const proven = await prove(aiko.session, id, ` ${wide.slice(0, 3)} ${wide.slice(3)} `)
  expect(proven.body.attempt).toMatchObject({ state: 'proven', sides: { member: { memberId: 'M0001' } }, code: null })
  expect((await agree(world, aiko.session, id)).body.attempt.state).toBe('linked')
  expect(await world.db.orm.select().from(identityLinks)).toMatchObject([{ method: 'email_code' }])
})

test('an address that no member has gets the same answer, and no mail', async () => {
  const known = await claim(world, aiko.session, { key: 'm0001@example.jp' })
  const unknown = await claim(world, (await person(world, 'ベン')).session, { key: 'nobody@example.jp' })
  const shape = (answer: typeof known) => ({ ...answer.answer.body.attempt, id: 'same' })
  expect(shape(unknown)).toEqual(shape(known))
  await world.rest()
  expect(mailbox().map(({ to }) => to)).toEqual(['m0001@example.jp'])
  expect(await world.db.orm.select().from(mails)).toHaveLength(1)
})

test('the code that nobody was sent proves nobody, even when it is guessed', async () => {
  const ben = await person(world, 'ベン')
  const { id } = await claim(world, ben.session, { key: 'nobody@example.jp' })
  const [row] = await world.db.orm.select().from(linkAttempts)
  const { sha256Hex } = await import('../../bot/seal.ts')
  let code = ''
  for (let at = 0; code === ''; at++) {
    const tried = String(at).padStart(6, '0')
    if ((await sha256Hex(`${id} ${tried}`)) === row!.codeHash!.split(' ')[0]) code = tried
  }
  expect((await prove(ben.session, id, code)).body.error.detail).toEqual({ reason: 'code_wrong' })
}, 60_000)

test('A16: five wrong codes, and the person waits; the right one does not help then', async () => {
  const { id } = await claim(world, aiko.session, { key: 'm0001@example.jp' })
  const code = await lastCode()
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  for (let at = 0; at < 5; at++)
    expect((await prove(aiko.session, id, wrong)).body.error.detail).toEqual({ reason: 'code_wrong' })
  expect((await prove(aiko.session, id, code)).status).toBe(429)
})

test('A16: one mailbox gets at most five codes in a quarter of an hour and ten a day, however its address is written', async () => {
  const written = ['m0001@example.jp', 'M0001@EXAMPLE.JP', ' m0001@example.jp ']
  const wave = async (name: string) => {
    for (let at = 0; at < 15; at++)
      await claim(world, (await person(world, `${name}${at}`)).session, { key: written[at % 3]! }, `10.8.0.${at}`)
    await world.rest()
    world.pass(15 * minute)
    return mailbox().length
  }
  expect(await wave('一')).toBe(5)
  expect(await wave('二')).toBe(10)
  expect(await wave('三')).toBe(10)
})

test('asking again tells nobody which addresses are members: it is counted by the address, with every other claim', async () => {
  const answersFor = async (key: string) => {
    const answers = []
    for (let at = 0; at < 4; at++) {
      const { session } = await person(world, `${key}${at}`)
      const { id, answer } = await claim(world, session, { key }, `10.9.0.${at}`)
      answers.push([answer.status, answer.body.attempt?.code])
      world.pass(31_000)
      const again = await call(world, 'POST', `/link-attempts/${id}/code`, { session, body: {} })
      answers.push([again.status, again.body.attempt?.code, again.body.error?.detail])
    }
    world.pass(-4 * 31_000)
    return answers
  }
  const known = await answersFor('m0001@example.jp')
  expect(await answersFor('nobody@example.jp')).toEqual(known)
  expect(known.filter(([status]) => status === 200)).toHaveLength(5)
})

test('a person who claims the same address again at once gets one mail; another address is written to at once', async () => {
  const wrong = await claim(world, aiko.session, { key: 'nobody@example.jp' })
  const first = await claim(world, aiko.session, { key: 'm0001@example.jp' })
  const second = await claim(world, aiko.session, { key: 'M0001@example.jp' })
  expect(second.answer).toMatchObject({ status: 200, body: first.answer.body })
  expect(wrong.answer.status).toBe(200)
  await world.rest()
  expect(mailbox()).toHaveLength(1)
})

test('a locked-out person who tries codes on does not lock out the others at their address', async () => {
  const { id } = await claim(world, aiko.session, { key: 'm0001@example.jp' }, '203.0.113.7')
  for (let at = 0; at < 60; at++)
    await call(world, 'PUT', `/link-attempts/${id}/code`, {
      ...{ session: aiko.session, body: { code: '000000' }, address: '203.0.113.7' },
    })
  const ben = await person(world, 'ベン')
  expect((await claim(world, ben.session, { key: 'm0002@example.jp' }, '203.0.113.7')).answer.status).toBe(200)
})

test('A14: a code is of no use after ten minutes, nor once a newer one was sent, nor to somebody else', async () => {
  const { id } = await claim(world, aiko.session, { key: 'm0001@example.jp' })
  const first = await lastCode()
  const ben = await person(world, 'ベン')
  expect((await prove(ben.session, id, first)).status).toBe(404)
  const again = () => call(world, 'POST', `/link-attempts/${id}/code`, { session: aiko.session, body: {} })
  // A second tap within half a minute sends nothing.
  expect((await again()).body.attempt.state).toBe('code_sent')
  await world.rest()
  expect(mailbox()).toHaveLength(1)
  world.pass(minute)
  await again()
  const second = await lastCode()
  expect(mailbox()).toHaveLength(2)
  expect((await prove(aiko.session, id, first)).body.error.detail).toEqual({ reason: 'code_wrong' })
  world.pass(10 * minute)
  expect((await prove(aiko.session, id, second)).body.error.detail).toEqual({ reason: 'code_expired' })
})

test('where no mail can be sent the person is told, instead of being made to wait for one', async () => {
  world.deps.mail = null
  for (let at = 0; at < 20; at++)
    expect((await claim(world, aiko.session, { key: 'm0001@example.jp' })).answer.status).toBe(503)
  expect(await world.db.orm.select().from(attemptCounts)).toEqual([])
})

test('somebody who chose English gets the code in English', async () => {
  await call(world, 'PUT', '/me/language', { session: aiko.session, body: { language: 'en' } })
  await claim(world, aiko.session, { key: 'm0001@example.jp' })
  await lastCode()
  expect(mailbox().at(-1)!.subject).toBe('喫茶むすび: your code')
})
