import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, staffVerifications } from '../../db/schema/index.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice('sato', 'ono', 'ito', 'abe')
})
afterAll(() => office.close())

const hour = 60 * 60_000
const chosen = 'nightingale floor'
interface Made {
  link: string
  expiresAt: number
}
const make = (as: string, id: string, account = 'main') =>
  office.call<Made>(as, 'POST', `/accounts/${account}/staff/${id}/password-link`, {})
const tokenOf = ({ body }: { body: Made }) => new URL(body.link).hash.slice(1)
const read = (token: string) => office.call(null, 'POST', '/auth/password-links/reading', { token })
const use = (token: string, password = chosen) =>
  office.call(null, 'POST', '/auth/password-links/use', { token, password })
const signIn = (name: string, password: string) =>
  office.call(null, 'POST', '/auth/sign-in/email', { email: `${name}@example.com`, password })
const here = { role: 'editor', accountId: 'main' } as const

test('an owner makes a link for a colleague whose mail does not arrive, who sets a password by it and is in', async () => {
  const id = await office.hire('nishi', here)
  const made = await make('ono', id)
  expect(made).toMatchObject({ status: 201, body: { expiresAt: office.deps.clock() + 24 * hour } })
  const token = tokenOf(made)
  expect(made.body.link).toContain('/new-password#')
  expect((await read(token)).body).toEqual({ person: { name: 'nishi', email: 'nishi@example.com' } })
  const used = await use(token)
  expect(used.status).toBe(200)
  expect(used.headers.getSetCookie().join()).toContain('session_token')
  // Whoever had the old password, or a session by it, is out.
  expect((await office.call('nishi', 'GET', '/accounts/main/friends')).status).toBe(401)
  expect((await signIn('nishi', chosen)).status).toBe(200)
})

test('only a hash of the token is kept, and a short password does not use it up', async () => {
  const token = tokenOf(await make('ono', await office.hire('hara', here)))
  expect(JSON.stringify(await office.deps.db.orm.select().from(staffVerifications))).not.toContain(token)
  expect((await use(token, 'too short')).status).toBe(400)
  expect((await use(token)).status).toBe(200)
})

describe('A42: a link works once, for one, for a day, and says nothing to those who guess', () => {
  test('of two who use it at the same moment one is let in', async () => {
    const token = tokenOf(await make('ono', await office.hire('race', here)))
    const answers = await Promise.all([use(token), use(token, 'another floor of it')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })

  test('used, replaced, too old and never made answer the same', async () => {
    const id = await office.hire('mori2', here)
    const older = tokenOf(await make('ono', id))
    const used = tokenOf(await make('ono', id))
    await use(used)
    const late = tokenOf(await make('ono', id))
    office.move(24 * hour + 1)
    const answers = [older, used, late, 'f'.repeat(64)].flatMap((token) => [read(token), use(token)])
    const told = (await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`)
    expect(new Set(told)).toEqual(new Set([expect.stringMatching(/^404 .*The link was not found/)]))
    for (const name of ['sato', 'ono', 'ito', 'abe']) await office.arrive(name)
  })
})

describe('A30: nobody gets more by it than they have', () => {
  const refused = { status: 403, body: { error: { detail: { reason: 'may_more' } } } }

  test('it takes an owner of every account in which the colleague works', async () => {
    const both = await office.hire('twice', here)
    await office.call('sato', 'PUT', `/accounts/stranger/staff/${both}/grant`, {
      ...{ role: 'viewer', seesPersonal: false, everywhere: false },
    })
    expect(await make('ono', both)).toMatchObject(refused)
    expect((await make('sato', both)).status).toBe(201)
    const everywhere = await office.hire('roaming', { role: 'viewer', accountId: '*' })
    expect(await make('ono', everywhere)).toMatchObject(refused)
    expect((await make('ito', both)).status).toBe(403)
    expect((await make('abe', both, 'main')).status).toBe(404)
  })

  test('an owner who does not see personal data makes none for somebody who does', async () => {
    await office.hire('blind', { role: 'owner', accountId: 'main', seesPersonal: false })
    const seeing = await office.hire('seeing', here)
    const masked = await office.hire('masked', { ...here, seesPersonal: false })
    expect(await make('blind', seeing)).toMatchObject(refused)
    expect((await make('blind', masked)).status).toBe(201)
  })

  test('it dies when its maker loses the right, and when the colleague is given more', async () => {
    const boss = await office.hire('boss', { role: 'owner', accountId: 'main' })
    const [one, two] = [await office.hire('one', here), await office.hire('two', here)]
    const [first, second] = [tokenOf(await make('ono', one)), tokenOf(await make('boss', two))]
    const more = { role: 'editor', seesPersonal: true, everywhere: true }
    expect((await office.call('sato', 'PUT', `/accounts/main/staff/${one}/grant`, more)).status).toBe(200)
    expect((await use(first)).status).toBe(404)
    const less = { role: 'editor', seesPersonal: true, everywhere: false }
    expect((await office.call('sato', 'PUT', `/accounts/main/staff/${boss}/grant`, less)).status).toBe(200)
    expect((await use(second)).status).toBe(404)
  })

  test('whoever is removed has no link any more, and nobody makes one for themselves', async () => {
    const id = await office.hire('leaving', here)
    const token = tokenOf(await make('sato', id))
    await office.call('sato', 'POST', `/accounts/main/staff/${id}/removal`, { from: 'workspace' })
    expect((await use(token)).status).toBe(404)
    const [me] = (
      await office.call<{ staff: { id: string; isMe: boolean }[] }>('ono', 'GET', '/accounts/main/staff')
    ).body.staff.filter(({ isMe }) => isMe)
    expect((await make('ono', me!.id)).status).toBe(403)
  })
})

test('ES16: who made a link for whom and that it was used is in the audit log, without the token', async () => {
  const id = await office.hire('audited', here)
  const token = tokenOf(await make('ono', id))
  await use(token)
  const entries = await office.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  const { body } = await office.call<{ staff: { id: string; isMe: boolean }[] }>('ono', 'GET', '/accounts/main/staff')
  const ono = body.staff.find(({ isMe }) => isMe)?.id
  expect(entries.map(({ action, staffId }) => [action, staffId])).toEqual([
    ['staff.password_link_made', ono],
    ['staff.password_reset', id],
  ])
  expect(JSON.stringify(entries)).not.toContain(token)
})
