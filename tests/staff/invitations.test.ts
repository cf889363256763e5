import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, staff, staffGrants, staffInvitations } from '../../db/schema/index.ts'
import { cookieOf, ownPage } from '../dashboard/world.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('sato', 'ono', 'abe')
})
afterAll(() => office.close())

const longPassword = 'nightingale floor'
const asked = { role: 'editor', seesPersonal: true, everywhere: false, language: 'ja' }
interface Invited {
  invited: { id: string; link: string; mailed: boolean; expiresAt: number }
}
const invite = (name: string, email: string, more: object = {}) =>
  office.call<Invited>(name, 'POST', '/accounts/main/invitations', { ...asked, email, ...more })
const tokenOf = ({ body }: { body: Invited }) => new URL(body.invited.link).hash.slice(1)
const accept = (token: string, name = 'Nakata') =>
  office.call(null, 'POST', '/auth/invitations/acceptance', { token, name, password: longPassword })
const read = (token: string) => office.call(null, 'POST', '/auth/invitations/reading', { token })

test('an invitation is a link to copy and a mail, and whoever was invited sets their name and password and is in', async () => {
  const made = await invite('ono', 'Nakata@Example.com')
  expect(made.status).toBe(201)
  expect(made.body.invited).toMatchObject({ mailed: true, expiresAt: office.deps.clock() + 7 * 864e5 })
  await office.whole.rest()
  const mails = office.whole.simulator.mails()
  expect(mails.at(-1)).toMatchObject({
    to: 'nakata@example.com',
    text: expect.stringContaining(made.body.invited.link),
  })

  const token = tokenOf(made)
  expect((await read(token)).body).toMatchObject({
    invitation: { email: 'nakata@example.com', role: 'editor', account: '喫茶むすび', invitedBy: 'ono', known: false },
  })
  const answer = await office.app.request('/auth/invitations/acceptance', {
    method: 'POST',
    headers: { ...ownPage, 'cf-connecting-ip': '192.0.2.251' },
    body: JSON.stringify({ token, name: '中田', password: longPassword }),
  })
  expect(answer.status).toBe(201)
  const session = await office.app.request('/session', { headers: { cookie: cookieOf(answer) } })
  expect(await session.json()).toMatchObject({
    me: { name: '中田', email: 'nakata@example.com', grants: [{ accountId: 'main', role: 'editor' }] },
  })
})

test('only a hash of the token is kept', async () => {
  const token = tokenOf(await invite('ono', 'hash@example.com'))
  expect(JSON.stringify(await office.deps.db.orm.select().from(staffInvitations))).not.toContain(token)
})

describe('A42: a link works once, for one, for seven days, and says nothing to those who guess', () => {
  test('of two who use it at the same moment one is let in', async () => {
    const token = tokenOf(await invite('ono', 'race@example.com'))
    const answers = await Promise.all([accept(token, 'One'), accept(token, 'Two')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, expect.toBeOneOf([404, 409])])
    expect(await office.deps.db.orm.select().from(staff).where(eq(staff.email, 'race@example.com'))).toHaveLength(1)
  })

  test('used, revoked, renewed, too old and never made answer the same', async () => {
    const used = tokenOf(await invite('ono', 'used@example.com'))
    await accept(used)
    const revoked = await invite('ono', 'revoked@example.com')
    const revocation = `/accounts/main/invitations/${revoked.body.invited.id}/revocation`
    expect((await office.call('ono', 'POST', revocation, {})).status).toBe(200)
    const older = await invite('ono', 'renewed@example.com')
    const renewal = `/accounts/main/invitations/${older.body.invited.id}/renewal`
    const renewed = await office.call<Invited>('ono', 'POST', renewal, { language: 'en' })
    expect((await read(tokenOf(renewed))).status).toBe(200)
    const late = tokenOf(await invite('ono', 'late@example.com'))
    office.move(7 * 864e5 + 1)
    await office.arrive('ono')
    await office.arrive('sato')
    const answers = [used, tokenOf(revoked), tokenOf(older), late, 'f'.repeat(64)].flatMap((token) => [
      read(token),
      accept(token),
    ])
    const told = (await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`)
    expect(new Set(told)).toEqual(new Set([expect.stringMatching(/^404 .*The invitation was not found/)]))
  })

  test('guessing from one address is stopped', async () => {
    const guess = (number: number) =>
      office.app.request('/auth/invitations/reading', {
        method: 'POST',
        headers: { ...ownPage, 'cf-connecting-ip': '198.51.100.77' },
        body: JSON.stringify({ token: String(number).padStart(64, '0') }),
      })
    for (let count = 0; count < 10; count++) expect((await guess(count)).status).toBe(404)
    expect((await guess(10)).status).toBe(429)
  })

  test('a password has at least 12 characters', async () => {
    const token = tokenOf(await invite('ono', 'short@example.com'))
    const body = { token, name: 'Short', password: 'too short' }
    expect((await office.call(null, 'POST', '/auth/invitations/acceptance', body)).status).toBe(400)
  })

  test('nobody floods a mailbox by inviting it again and again', async () => {
    for (let count = 0; count < 5; count++) expect((await invite('ono', 'flood@example.com')).status).toBe(201)
    expect((await invite('ono', 'flood@example.com')).status).toBe(429)
  })
})

describe('whoever works here already', () => {
  test('signs in and accepts, and nobody else does it for them', async () => {
    const token = tokenOf(await invite('ono', 'abe@example.com', { role: 'viewer', seesPersonal: false }))
    expect((await read(token)).body).toMatchObject({ invitation: { known: true } })
    expect((await accept(token)).body.error).toMatchObject({ code: 'conflict', detail: { reason: 'known' } })
    await office.arrive('abe')
    expect((await office.call('sato', 'POST', '/me/invitations/acceptance', { token })).status).toBe(403)
    expect((await office.call('abe', 'POST', '/me/invitations/acceptance', { token })).status).toBe(200)
    expect((await office.call('abe', 'GET', '/accounts/main/friends')).status).toBe(200)
    expect((await office.call('abe', 'POST', '/me/invitations/acceptance', { token })).status).toBe(404)
  })

  test('is not invited a second time', async () => {
    const answer = await invite('ono', 'sato@example.com')
    expect(answer.body.error).toMatchObject({ code: 'conflict', detail: { reason: 'already_here' } })
  })
})

test('A30, A34: an invitation dies with the right of whoever made it, and belongs to its account', async () => {
  const id = await office.hire('brief', { role: 'owner', accountId: 'main' })
  const made = await invite('brief', 'orphan@example.com')
  const foreign = `/accounts/stranger/invitations/${made.body.invited.id}/revocation`
  expect((await office.call('abe', 'POST', foreign, {})).status).toBe(404)
  expect((await office.call('abe', 'GET', '/accounts/stranger/invitations')).text).not.toContain('@example.com')
  const grant = { role: 'editor', seesPersonal: true, everywhere: false }
  expect((await office.call('sato', 'PUT', `/accounts/main/staff/${id}/grant`, grant)).status).toBe(200)
  expect((await accept(tokenOf(made))).status).toBe(404)
  expect((await invite('ono', 'all@example.com', { everywhere: true })).status).toBe(403)
  expect((await invite('sato', 'all@example.com', { everywhere: true })).status).toBe(201)
})

test('ES16: invitations are in the audit log, without the address of anybody', async () => {
  const entries = await office.deps.db.orm.select().from(auditEntries)
  const actions = new Set(entries.map(({ action }) => action))
  for (const action of ['made', 'renewed', 'revoked', 'accepted']) expect(actions).toContain(`invitation.${action}`)
  expect(JSON.stringify(entries)).not.toContain('@')
  expect(await office.deps.db.orm.select().from(staffGrants)).not.toHaveLength(0)
})
