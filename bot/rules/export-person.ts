import { and, asc, eq } from 'drizzle-orm'
import { forms, ruleDeeds, submissions } from '../../db/schema/index.ts'
import { readable } from '../friends/readable.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** What rules of forms did by themselves with what a friend filled in, or did not, and why. */
export async function exportedDeeds({ db, account }: StaffScope, friendSeq: number) {
  const rows = await db.reports
    .select({ form: forms.key, deed: ruleDeeds })
    .from(submissions)
    .innerJoin(ruleDeeds, eq(ruleDeeds.submissionId, submissions.id))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(and(belongsTo(submissions.accountId, account.id), eq(submissions.friendSeq, friendSeq)))
    .orderBy(asc(ruleDeeds.createdAt), asc(ruleDeeds.place))
  return rows.map(({ form, deed }) => ({ form, ...readable(deed) }))
}
