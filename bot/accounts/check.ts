import { eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import type { Finding, Ground, Step } from '../connect/contract.ts'
import { foreignLiffId } from '../connect/foreign-liff-id.ts'
import { look } from '../connect/look.ts'
import { ofPlan } from '../connect/of-plan.ts'
import { planOf } from '../connect/plan.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { groundOf } from './ground.ts'
import { openScope } from './open.ts'

/** LINE allows sixty tests of a webhook an hour: whoever presses twice gets what was just found. */
const restMs = 10_000

/** What was found, and what would make it whole; no steps when something is in the way. */
export async function examine(
  ground: Ground,
  uid: string | null,
): Promise<{ findings: Finding[]; steps: Step[]; name: string }> {
  const situation = await look(ground, { uid })
  const name = situation.bot?.name ?? ''
  if (situation.findings.some(({ state }) => state === 'stop')) return { findings: situation.findings, steps: [], name }
  const steps = planOf(ground, situation)
  if (!steps) return { findings: [...situation.findings, foreignLiffId(ground)], steps: [], name }
  return { findings: [...ofPlan(steps), ...situation.findings], steps, name }
}

/** Looks at the connection once more and keeps what it found. */
export async function checkConnection(scope: StaffScope): Promise<void> {
  const { db, account, clock } = scope
  const last = await db.orm
    .select({ at: accounts.checkedAt, disconnectedAt: accounts.disconnectedAt })
    .from(accounts)
    .where(eq(accounts.id, account.id))
    .get()
  if (last?.disconnectedAt || (last?.at && clock() - last.at < restMs)) return
  const opened = await openScope(scope)
  const { findings } = await examine(groundOf(scope, opened.account, { serves: true }), null)
  await keepChecks(scope, findings)
}

export async function keepChecks(scope: StaffScope, checks: Finding[]): Promise<void> {
  const { db, account, clock } = scope
  const found = checks.filter(({ state }) => state !== 'ok').length
  await db.write([
    statement(build.update(accounts).set({ checks, checkedAt: clock() }).where(eq(accounts.id, account.id))),
    auditStatement(scope, 'account.checked', account.id, { checked: checks.length, found }),
  ])
}
