import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { accounts, customers } from '../../db/schema/index.ts'
import { isConnected } from '../accounts/connected.ts'
import { demoErased } from '../accounts/deeds.ts'
import { removeDemoMembers } from '../customers/demo-members.ts'
import { eraseTraces } from '../erasures/erase-friend.ts'
import { friendStatements, subjectsOf } from '../erasures/friend-statements.ts'
import { findTraces } from '../erasures/traces.ts'
import { removeForm } from '../forms/remove-form.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { removeMenus } from '../rich-menus/remove.ts'
import { auditStatement } from '../staff/audit.ts'
import { removeUnusedTag } from '../tags/named.ts'
import type { DemoErased, Kept } from './contract.ts'
import { findDemoForms, findDemoPeople } from './find.ts'
import { demoGreeting } from './load.ts'
import { demoMemberLogin } from './members.ts'
import { darkTag } from './taste.ts'

/**
 * Takes the demo out of an account: its people and those of the simulator with all that they did, its members, its forms,
 * menus, greeting and member login. What real people or staff have touched stays, and is named with the reason. May be done
 * again; no start brings back what went.
 */
export async function eraseDemo(scope: StaffScope): Promise<DemoErased> {
  const people = await erasePeople(scope)
  const members = await removeDemoMembers(scope)
  const forms = await eraseForms(scope)
  if (forms.erased.includes('taste'))
    await scope.db.write([removeUnusedTag(scope.account, darkTag), deed(scope, scope.account.id)])
  const menus = await eraseMenus(scope)
  await scope.db.write([...(await forgetWords(scope)), deed(scope, scope.account.id)])
  scope.accountCache.delete(scope.account.id)
  return {
    people: people.erased,
    members: members.removed.length,
    forms: forms.erased,
    menus: menus.removed,
    kept: [
      ...people.kept,
      ...members.kept.map((id) => ({ what: 'member' as const, id, because: 'tied' as const })),
      ...forms.kept,
      ...menus.kept,
    ],
  }
}

/** Each part commits by itself, and says so, because the whole may break off and be done again. */
const deed = (scope: StaffScope, subject: string): Statement => auditStatement(scope, demoErased, subject, {})

/** They are nobody, so no ledger remembers them. */
async function erasePeople(scope: StaffScope): Promise<{ erased: number; kept: Kept[] }> {
  const found = await findDemoPeople(scope)
  const free = found.filter(({ tied }) => tied === 0)
  const kept = found.filter(({ tied }) => tied !== 0)
  const whole = await wholeScope(scope)
  const accountId = scope.account.id
  const subjects = (await Promise.all(free.map((friend) => subjectsOf(scope, accountId, friend)))).flat()
  const sought = { accountId, uids: free.map(({ uid }) => uid), memberId: null, subjects }
  if (free.length > 0)
    await scope.db.write([...eraseTraces(await findTraces(scope, sought)), deed(scope, scope.account.id)])
  for (const friend of free) await scope.db.write([...(await friendStatements(whole, friend)), deed(scope, friend.id)])
  return { erased: free.length, kept: kept.map(({ id }) => ({ what: 'person', id, because: 'tied' })) }
}

async function eraseForms(scope: StaffScope): Promise<{ erased: string[]; kept: Kept[] }> {
  const erased: string[] = []
  const kept: Kept[] = []
  for (const { id, key, answered, changed } of await findDemoForms(scope)) {
    const because = changed ? 'changed' : answered ? 'answered' : null
    if (because) kept.push({ what: 'form', id: key, because })
    else if (await wasWritten(scope, [...(await removeForm(scope, id)), deed(scope, id)])) erased.push(key)
    else kept.push({ what: 'form', id: key, because: 'answered' })
  }
  return { erased, kept }
}

/** False when somebody was faster. */
async function wasWritten(scope: StaffScope, statements: Statement[]): Promise<boolean> {
  try {
    await scope.db.write(statements)
    return true
  } catch (error) {
    if (isGuardFailure(error)) return false
    throw error
  }
}

/** With a real channel people see the menus by now; staff replace them instead. */
async function eraseMenus(scope: StaffScope): Promise<{ removed: number; kept: Kept[] }> {
  const kept = (because: Kept['because']): Kept[] => [{ what: 'menus', id: scope.account.id, because }]
  if (await isConnected(scope)) return { removed: 0, kept: kept('in_use') }
  const { removed, byStaff } = await removeMenus(await wholeScope(scope), [deed(scope, 'menus')])
  return { removed, kept: byStaff > 0 ? kept('changed') : [] }
}

/** The greeting as the demo wrote it; and its member login, unless there are members who need one. */
async function forgetWords({ db, account, clock }: StaffScope): Promise<Statement[]> {
  const own = eq(accounts.id, account.id)
  const found = await db.orm
    .select({ greeting: accounts.greeting, memberLogin: accounts.memberLogin })
    .from(accounts)
    .where(own)
    .get()
  const [member] = await db.orm
    .select({ seq: customers.seq })
    .from(customers)
    .where(sql`member_id is not null`)
    .limit(1)
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const without = {
    ...(same(found?.greeting, demoGreeting) && { greeting: null }),
    ...(same(found?.memberLogin, demoMemberLogin) && !member && { memberLogin: null }),
  }
  if (Object.keys(without).length === 0) return []
  return [
    statement(
      build
        .update(accounts)
        .set({ ...without, updatedAt: clock() })
        .where(and(own)),
    ),
  ]
}
