import { and, desc, eq } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { retentionRules, retentionRuns, staff } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { daysMin, retentionKinds, type RetentionChange, type RetentionKind } from './contract.ts'
import { kinds } from './kinds.ts'
import { planRetention } from './run.ts'

const dayMs = 24 * 60 * 60_000
const runsShown = 60

/** How long the account keeps what, since when and by whom, and what the rules have deleted lately. */
export async function readRetention({ db, account }: StaffScope) {
  const { kind, days, setAt } = retentionRules
  const [rules, runs] = await Promise.all([
    db.reports
      .select({ kind, days, setAt, setBy: staff.name })
      .from(retentionRules)
      .leftJoin(staff, eq(staff.id, retentionRules.setBy))
      .where(eq(retentionRules.accountId, account.id)),
    db.reports
      .select({
        ...{ kind: retentionRuns.kind, day: retentionRuns.day, deleted: retentionRuns.deleted },
        ...{ olderThan: retentionRuns.olderThan, at: retentionRuns.at },
      })
      .from(retentionRuns)
      .where(eq(retentionRuns.accountId, account.id))
      .orderBy(desc(retentionRuns.day), retentionRuns.kind)
      .limit(runsShown),
  ])
  return {
    rules: retentionKinds.map((one) => ({
      ...{ kind: one, daysMin: daysMin[one], days: null, setAt: null, setBy: null },
      ...rules.find((rule) => rule.kind === one),
    })),
    runs,
  }
}

/**
 * How many rows a rule of so many days would delete at once.
 * @throws invalid for fewer days than the kind allows
 */
export async function previewRule(scope: StaffScope, kind: RetentionKind, days: number): Promise<number> {
  if (days < daysMin[kind]) throw invalid('That is too short', { fields: ['days'], daysMin: daysMin[kind] })
  return kinds[kind].count(scope, scope.clock() - days * dayMs)
}

/**
 * Sets how long a kind of data is kept; the deleting begins at once, behind the answer.
 * @throws invalid for fewer days than the kind allows, conflict `more_rows` when more would go than was confirmed
 */
export async function setRule(
  scope: StaffScope,
  kind: RetentionKind,
  { days, deletes }: RetentionChange,
): Promise<void> {
  const before = await daysOf(scope, kind)
  if (before === days) return
  const going = days === null ? 0 : await previewRule(scope, kind, days)
  if (going > deletes) throw conflict('More would be deleted by now', { reason: 'more_rows', deletes: going })
  const account = await loadAccount(scope, scope.account.id)
  if (!account) throw notFound('The account')
  await writeTogether(scope, [
    must(statement(changeOf(scope, kind, { before, after: days }))),
    auditStatement(scope, 'retention.changed', kind, {
      before: { kind, days: before },
      after: { kind, days },
      deletes: going,
    }),
    ...(days === null ? [] : [planRetention({ ...scope, account }, scope.clock())]),
  ])
  scope.kick()
}

async function daysOf({ db, account }: StaffScope, kind: RetentionKind): Promise<number | null> {
  const row = await db.orm
    .select({ days: retentionRules.days })
    .from(retentionRules)
    .where(and(eq(retentionRules.accountId, account.id), eq(retentionRules.kind, kind)))
    .get()
  return row?.days ?? null
}

function changeOf(
  { account, actor, clock }: StaffScope,
  kind: RetentionKind,
  { before, after }: { before: number | null; after: number | null },
) {
  const own = and(eq(retentionRules.accountId, account.id), eq(retentionRules.kind, kind))
  const said = { setBy: actor.staffId, setAt: clock() }
  if (before === null)
    return build.insert(retentionRules).values({ accountId: account.id, kind, days: after ?? 0, ...said })
  const asRead = and(own, eq(retentionRules.days, before))
  return after === null
    ? build.delete(retentionRules).where(asRead)
    : build
        .update(retentionRules)
        .set({ days: after, ...said })
        .where(asRead)
}
