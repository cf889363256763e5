import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadDemo } from '../../bot/demo/load.ts'
import { accounts, auditEntries, consents } from '../../db/schema/index.ts'
import { agree, call, claim, openCafe, person } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'
import { openOffice } from './office.ts'

let world: World
let staff: Awaited<ReturnType<typeof openOffice>>

beforeEach(async () => {
  world = await openCafe()
  staff = await openOffice(world)
})
afterEach(() => world.close())

const clinic = {
  key: 'member_id',
  keyLabel: { ja: '診察券番号', en: 'Patient number' },
  proof: 'birthday_phone',
  benefits: [{ ja: '予約の確認がLINEに届きます' }],
  shared: [{ ja: 'LINEの表示名' }],
}
const read = async () => (await staff('viewer', 'GET', '/member-login')).body
const write = (memberLogin: unknown) => staff('owner', 'PUT', '/member-login', { memberLogin })
const version = async () => (await read()).memberLogin.consentVersion as string

test('an owner sets how members log in, and the next person logs in that way and agrees to those words', async () => {
  const aiko = await person(world, '愛子')
  expect((await write(clinic)).status).toBe(200)
  expect(await read()).toEqual({
    memberLogin: { ...clinic, consentVersion: '2026-11-21.1' },
    company: '喫茶むすび',
    mailPossible: true,
  })
  const page = await (await world.app.request('/liff/main/login')).text()
  expect(page).toContain('診察券番号')
  const proof = { birthday: '1988-04-12', phone: '090-0000-0001' }
  const { id } = await claim(world, aiko.session, { key: 'M0001', ...proof })
  const { body } = await agree(world, aiko.session, id, '2026-11-21.1')
  expect(body.attempt.state).toBe('linked')
  const [given] = await world.db.orm.select().from(consents).where(eq(consents.purpose, 'link'))
  expect(given!.text).toContain('予約の確認がLINEに届きます')
})

test('the version changes with the words that people agree to, by itself, and with nothing else', async () => {
  await write(clinic)
  expect(await version()).toBe('2026-11-21.1')
  await write({ ...clinic, keyHint: { ja: 'カードの裏にあります' }, proof: 'pin' })
  expect(await version()).toBe('2026-11-21.1')
  await write({ ...clinic, shared: [{ ja: 'LINEの表示名と写真' }] })
  expect(await version()).toBe('2026-11-21.3')
  await write({ ...clinic, benefits: [{ ja: '予約の確認がLINEに届きます', en: 'Your bookings in LINE' }] })
  expect(await version()).toBe('2026-11-21.4')
  await write(null)
  await write(clinic)
  expect(await version(), 'after it was off').toBe('2026-11-21.6')
})

test('who reads the old words is asked again', async () => {
  const aiko = await person(world, '愛子')
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  await write({ ...clinic, proof: 'pin' })
  const { status, body } = await agree(world, aiko.session, id)
  expect([status, body.error.detail]).toEqual([400, { reason: 'consent_changed' }])
})

test('switched off, nobody can log in; and a restart with the demo does not switch it on again', async () => {
  const aiko = await person(world, '愛子')
  expect((await write(null)).body.memberLogin).toBeNull()
  expect((await call(world, 'POST', '/link-attempts', { session: aiko.session, body: {} })).status).toBe(404)
  await loadDemo(world.scope)
  expect((await read()).memberLogin).toBeNull()
})

test('A64: everybody of the staff reads it, only an owner sets it, and each change is audited, as it was and as it is', async () => {
  for (const role of ['viewer', 'editor'] as const)
    expect((await staff(role, 'PUT', '/member-login', { memberLogin: null })).status).toBe(403)
  expect((await staff('viewer', 'GET', '/member-login')).status).toBe(200)
  await write(clinic)
  await write(clinic)
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'member_login.changed'))
  expect(entries).toMatchObject([
    { accountId: 'main', subject: 'main', detail: { before: { proof: 'pin' }, after: { proof: 'birthday_phone' } } },
  ])
})

test('what does not fit is refused by field, and nothing is written', async () => {
  const before = await read()
  const wrong: [string, unknown][] = [
    ['memberLogin.keyLabel.ja', { ...clinic, keyLabel: { ja: '  ' } }],
    ['memberLogin.benefits', { ...clinic, benefits: [] }],
    ['memberLogin.shared', { ...clinic, shared: Array.from({ length: 6 }, () => ({ ja: '名前' })) }],
    ['memberLogin.benefits.0.ja', { ...clinic, benefits: [{ ja: '長'.repeat(121) }] }],
    ['memberLogin.proof', { ...clinic, proof: 'nothing' }],
    ['memberLogin.consentVersion', { ...clinic, consentVersion: 'mine' }],
  ]
  for (const [field, login] of wrong) {
    const { status, body } = await write(login)
    expect([status, body.error.detail.fields]).toEqual([400, [field]])
  }
  expect(await read()).toEqual(before)
})

test('codes by mail are refused where no mail can be sent', async () => {
  world.deps.mail = null
  expect((await read()).mailPossible).toBe(false)
  const { status, body } = await write({ ...clinic, proof: 'email_code' })
  expect([status, body.error.detail]).toEqual([400, { fields: ['memberLogin.proof'], reason: 'no_mail' }])
})

test('one account’s member login is not another’s', async () => {
  const now = world.deps.clock()
  const stranger = { id: 'stranger', name: '別の会社', source: 'dashboard' as const, createdAt: now, updatedAt: now }
  await world.db.orm.insert(accounts).values(stranger)
  expect((await staff('viewer', 'GET', '/member-login', undefined, 'stranger')).body.memberLogin).toBeNull()
  await staff('owner', 'PUT', '/member-login', { memberLogin: clinic }, 'stranger')
  expect((await read()).memberLogin).toMatchObject({ proof: 'pin', consentVersion: '2026-11' })
})
