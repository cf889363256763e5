import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, staff, staffGrants } from '../../db/schema/index.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
const ids: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice('sato', 'ono', 'ito', 'mori', 'abe')
  for (const { id, name } of await office.deps.db.orm.select().from(staff)) ids[name] = id
})
afterAll(() => office.close())

interface Row {
  id: string
  name: string
  email: string
  managed: boolean
  grants: { accountId: string; role: string; seesPersonal: boolean }[]
}
const listed = async (name: string, account = 'main') => {
  const { body } = await office.call<{ staff: Row[] }>(name, 'GET', `/accounts/${account}/staff`)
  return body.staff
}
const grant = (name: string, id: string | undefined, body: object, account = 'main') =>
  office.call(name, 'PUT', `/accounts/${account}/staff/${id}/grant`, {
    everywhere: false,
    seesPersonal: false,
    ...body,
  })
const remove = (name: string, id: string | undefined, from = 'account', account = 'main') =>
  office.call(name, 'POST', `/accounts/${account}/staff/${id}/removal`, { from })
const grantsOf = async (id: string | undefined) =>
  (
    await office.deps.db.orm
      .select()
      .from(staffGrants)
      .where(eq(staffGrants.staffId, id ?? ''))
  ).map(({ accountId, role, seesPersonal }) => ({ accountId, role, seesPersonal }))

describe('94: who works where and as what', () => {
  test('an owner of everything sees everybody with all they may do', async () => {
    const all = await listed('sato')
    expect(all.map(({ name }) => name).toSorted()).toEqual(['abe', 'ito', 'mori', 'ono', 'sato'])
    expect(all.find(({ name }) => name === 'abe')?.grants).toMatchObject([{ accountId: 'stranger', role: 'owner' }])
  })

  test('ES15, A30: an owner of one account sees who works in it, and nothing of other accounts', async () => {
    const id = await office.hire(
      'tani',
      { role: 'editor', accountId: 'main' },
      { role: 'owner', accountId: 'stranger' },
    )
    const { text } = await office.call('ono', 'GET', '/accounts/main/staff')
    expect(text).toContain('tani')
    expect(text).not.toMatch(/abe|stranger/)
    expect((await grant('ono', ids['abe'], { role: 'viewer' })).status).toBe(404)
    expect((await remove('ono', ids['abe'])).status).toBe(404)
    expect((await remove('ono', id, 'workspace')).status).toBe(403)
    expect((await remove('ono', id)).status).toBe(200)
    expect(await grantsOf(id)).toEqual([{ accountId: 'stranger', role: 'owner', seesPersonal: true }])
  })

  test('editors and viewers neither see nor change any of it', async () => {
    for (const name of ['ito', 'mori']) {
      expect((await office.call(name, 'GET', '/accounts/main/staff')).status).toBe(403)
      expect((await grant(name, ids[name], { role: 'owner', seesPersonal: true })).status).toBe(403)
    }
  })

  test('a role holds from the next request on, and a viewer is masked unless it is said otherwise', async () => {
    const id = await office.hire('kubo', { role: 'editor', accountId: 'main' })
    const member = () => office.call('kubo', 'PUT', '/accounts/main/member-login', { memberLogin: null })
    expect((await member()).status).toBe(403)
    expect((await grant('ono', id, { role: 'owner', seesPersonal: true })).status).toBe(200)
    expect((await member()).status).toBe(200)
    expect((await grant('ono', id, { role: 'viewer' })).status).toBe(200)
    expect(await grantsOf(id)).toEqual([{ accountId: 'main', role: 'viewer', seesPersonal: false }])
    expect((await member()).status).toBe(403)
  })
})

describe('A37: nobody gives what they do not have', () => {
  test('an owner of one account gives nothing in every account, to themselves or to others', async () => {
    for (const id of [ids['ono'], ids['ito']])
      expect((await grant('ono', id, { role: 'owner', everywhere: true })).status).toBe(403)
    expect(await grantsOf(ids['ono'])).toEqual([{ accountId: 'main', role: 'owner', seesPersonal: true }])
  })

  test('an owner of one account does not decide about those who work everywhere', async () => {
    for (const name of ['sato', 'mori']) {
      expect((await grant('ono', ids[name], { role: 'viewer' })).status).toBe(403)
      expect((await remove('ono', ids[name], 'everywhere')).status).toBe(403)
      expect((await remove('ono', ids[name], 'workspace')).status).toBe(403)
      expect((await office.call('ono', 'POST', `/accounts/main/staff/${ids[name]}/session-ending`, {})).status).toBe(
        403,
      )
    }
    expect((await listed('ono')).find(({ name }) => name === 'sato')).toMatchObject({ managed: false })
  })

  test('whoever sees no personal data shows it to nobody, themselves neither', async () => {
    const id = await office.hire('blind', { role: 'owner', accountId: 'main', seesPersonal: false })
    expect((await grant('blind', id, { role: 'owner', seesPersonal: true })).status).toBe(403)
    const invitation = { email: 'friend@example.com', role: 'viewer', seesPersonal: true, everywhere: false }
    const answer = await office.call('blind', 'POST', '/accounts/main/invitations', { ...invitation, language: 'ja' })
    expect(answer.status).toBe(403)
  })
})

describe('somebody always owns everything', () => {
  test('the last owner of everything neither leaves nor becomes less', async () => {
    for (const answer of [
      await grant('sato', ids['sato'], { role: 'editor', everywhere: true, seesPersonal: true }),
      await remove('sato', ids['sato'], 'everywhere'),
      await remove('sato', ids['sato'], 'workspace'),
    ]) {
      expect(answer.status).toBe(409)
      expect(answer.body.error?.detail).toEqual({ reason: 'last_owner' })
    }
    expect(await grantsOf(ids['sato'])).toEqual([{ accountId: '*', role: 'owner', seesPersonal: true }])
  })

  test('of two last owners who remove each other at the same moment one stays', async () => {
    const id = await office.hire('hara', 'owner')
    const answers = await Promise.all([remove('sato', id, 'workspace'), remove('hara', ids['sato'], 'workspace')])
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
    const owners = (await office.deps.db.orm.select().from(staffGrants)).filter(
      ({ accountId, role }) => accountId === '*' && role === 'owner',
    )
    expect(owners).toHaveLength(1)
    if (owners[0]?.staffId !== ids['sato']) ids['boss'] = id
  })
})

test('ES16: who was given what, by whom, and what they had before, is in the audit log', async () => {
  const boss = ids['boss'] ? 'hara' : 'sato'
  const id = await office.hire('seki', { role: 'viewer', accountId: 'main' })
  await grant(boss, id, { role: 'editor', seesPersonal: true })
  await remove(boss, id)
  const entries = await office.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(entries).toMatchObject([
    {
      action: 'staff.grant_set',
      accountId: 'main',
      detail: {
        before: { role: 'viewer', seesPersonal: false },
        after: { role: 'editor', seesPersonal: true },
      },
    },
    { action: 'staff.removed', detail: { before: [{ role: 'editor', seesPersonal: true }], after: null } },
  ])
  expect(entries.every(({ staffId }) => staffId === (ids['boss'] ?? ids['sato']))).toBe(true)
  const [row] = await office.deps.db.orm.select().from(staff).where(eq(staff.id, id))
  expect(row).toMatchObject({ name: 'seki', email: `removed ${id}`, removedAt: expect.any(Number) })
})
