import { and, count, eq, gte, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { build, statement } from '../../db/database.ts'
import { accounts, auditEntries } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import { todayInJapan } from '../forms/check.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { memberLoginSchema, type MemberLogin } from '../identity-links/contract.ts'
import { consentText } from '../identity-links/words.ts'
import { mailIsPossible } from '../mail/possible.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { memberLoginChanged } from './deeds.ts'
import type { MemberLoginSettings } from './member-login-contract.ts'

/** The member login of the account, and what staff have to know to set it. */
export async function readMemberLogin(scope: StaffScope) {
  return {
    memberLogin: await current(scope),
    /** How the company is called in the words that people agree to. */
    company: scope.account.name,
    /** Without mail nobody can get a code. */
    mailPossible: mailIsPossible(scope),
  }
}

/**
 * Sets how members log in, or switches it off. The version of the words that people agree to is counted up here, so that
 * nobody can forget it. Other processes notice when they read the account again (`load.ts`: within half a minute).
 * @throws invalid for codes by mail where no mail can be sent, conflict when somebody changed it at the same moment
 */
export async function changeMemberLogin(scope: StaffScope, wanted: MemberLoginSettings | null): Promise<void> {
  if (wanted?.proof === 'email_code' && !mailIsPossible(scope))
    throw invalid('Mail cannot be sent', { fields: ['memberLogin.proof'], reason: 'no_mail' })
  const before = await current(scope)
  const after =
    wanted && v.parse(memberLoginSchema, { ...wanted, consentVersion: await versionFor(scope, before, wanted) })
  if (textOf(before) === textOf(after)) return
  const changed = build
    .update(accounts)
    .set({ memberLogin: after, updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), sql`${accounts.memberLogin} is ${textOf(before)}`))
  await writeDeed(scope, statement(changed), {
    action: memberLoginChanged,
    subject: scope.account.id,
    detail: { before, after },
  })
  scope.accountCache.delete(scope.account.id)
}

async function current({ db, account }: StaffScope): Promise<MemberLogin | null> {
  const row = await db.orm
    .select({ memberLogin: accounts.memberLogin })
    .from(accounts)
    .where(eq(accounts.id, account.id))
    .get()
  return row?.memberLogin ?? null
}

/** As the column holds it. */
const textOf = (login: MemberLogin | null) => (login === null ? null : JSON.stringify(login))

/**
 * The version stays while the words stay. A new one is the day and how often the login was changed on it: `2026-11-22.1`.
 * Every change is audited in the same commit, so no version is given twice, also not after the login was off.
 */
async function versionFor(scope: StaffScope, before: MemberLogin | null, wanted: MemberLoginSettings): Promise<string> {
  const say = (login: Pick<MemberLogin, 'benefits' | 'shared'>, language: 'ja' | 'en') =>
    consentText(login, scope.account.name, language)
  if (before && (['ja', 'en'] as const).every((language) => say(before, language) === say(wanted, language)))
    return before.consentVersion
  const today = todayInJapan(scope.clock())
  const [made] = await scope.db.orm
    .select({ count: count() })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, scope.account.id),
        eq(auditEntries.action, memberLoginChanged),
        gte(auditEntries.at, Date.parse(`${today}T00:00:00+09:00`)),
      ),
    )
  return `${today}.${(made?.count ?? 0) + 1}`
}
