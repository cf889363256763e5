import { and, desc, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { forms, formVersions, ruleDeeds, submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

const listedMax = 50
// Literal, not bound: only then does SQLite see that the small partial index fits.
const troubled = sql`${ruleDeeds.state} = 'failed' and ${ruleDeeds.settledAt} is null`

/** What rules and settings of forms could not do, and nobody has looked at yet; the newest first. */
export async function troubledDeeds({ db, account }: StaffScope) {
  const wanted = and(eq(ruleDeeds.accountId, account.id), troubled)
  const rows = await db.reports
    .select({
      id: ruleDeeds.id,
      deed: ruleDeeds.deed,
      reason: ruleDeeds.reason,
      at: ruleDeeds.createdAt,
      submissionId: ruleDeeds.submissionId,
      number: submissions.number,
      definition: formVersions.definition,
    })
    .from(ruleDeeds)
    .innerJoin(submissions, eq(submissions.id, ruleDeeds.submissionId))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .where(wanted)
    .orderBy(desc(ruleDeeds.createdAt))
    .limit(listedMax)
  const [all] = await db.reports
    .select({ count: sql<number>`count(*)` })
    .from(ruleDeeds)
    .where(wanted)
  return {
    rows: rows.map(({ deed, definition, ...row }) => ({ ...row, do: deed.do, form: definition.title })),
    count: all?.count ?? 0,
  }
}

/**
 * Marks a deed that could not be done as looked at. It is not done later: what it was about may be long over.
 * @throws conflict when there is nothing to settle
 */
export async function settleDeed(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(ruleDeeds.accountId, scope.account.id), eq(ruleDeeds.id, id))
  const [found] = await scope.db.orm
    .select({ state: ruleDeeds.state, settledAt: ruleDeeds.settledAt })
    .from(ruleDeeds)
    .where(own)
  if (!found) throw notFound('The deed')
  if (found.state !== 'failed') throw conflict('There is nothing to settle', { reason: found.state })
  if (found.settledAt !== null) return
  const change = build.update(ruleDeeds).set({ settledAt: scope.clock() }).where(and(own, troubled))
  await writeDeed(scope, statement(change), { action: 'rule.settled', subject: id })
}

/** The statement that marks all of them as looked at, as far as they stood there at a moment; milliseconds UTC. */
export const settleDeeds = ({ account, clock }: StaffScope, until: number): Statement =>
  statement(
    build
      .update(ruleDeeds)
      .set({ settledAt: clock() })
      .where(and(eq(ruleDeeds.accountId, account.id), troubled, sql`${ruleDeeds.createdAt} <= ${until}`)),
  )
