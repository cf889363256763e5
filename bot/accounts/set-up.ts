import { eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import { apply } from '../connect/apply.ts'
import type { Step } from '../connect/contract.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { examine, keepChecks } from './check.ts'
import { ofDashboardOnly } from './from-environment.ts'
import { groundOf } from './ground.ts'
import { learnBot } from './learn-bot.ts'
import { openScope } from './open.ts'

/** Menus are brought on their own page, and settings are kept in the account. */
const isOurs = ({ kind }: Step): boolean => kind.startsWith('liff_') || kind.startsWith('webhook_')

/**
 * Sets LINE's side of an account: makes or mends the LIFF app, sets the webhook and has LINE call it. What is right
 * already stays, so it may be done again after it broke off.
 */
export async function setUpAtLine(scope: StaffScope): Promise<void> {
  await ofDashboardOnly(scope)
  const opened = await openScope(scope)
  const ground = groundOf(scope, opened.account, { serves: false })
  const { findings, steps } = await examine(ground, null)
  if (findings.some(({ state }) => state === 'stop')) return keepChecks(scope, findings)
  const { liffId, done, problem } = await apply(ground, steps.filter(isOurs))
  const before = { liffId: opened.account.liffId }
  await scope.db.write([
    statement(
      build.update(accounts).set({ liffId, updatedAt: scope.clock() }).where(eq(accounts.id, scope.account.id)),
    ),
    auditStatement(scope, 'account.set_up', scope.account.id, {
      ...{ before, after: { liffId }, done: done.map(({ ja }) => ja) },
    }),
  ])
  scope.accountCache.delete(scope.account.id)
  if (problem) return keepChecks(scope, [{ state: 'stop', text: problem }, ...findings])
  if (opened.account.botUserId === null) await learnBot(opened)
  const after = groundOf(scope, { ...opened.account, liffId }, { serves: true })
  await keepChecks(scope, (await examine(after, null)).findings)
}
