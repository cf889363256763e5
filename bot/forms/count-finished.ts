import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { answerCounts, forms } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** One row a form, way and day, however many people answered: a million submissions are read as some hundred rows. */
const whole = and(
  eq(answerCounts.state, 'finished'),
  eq(answerCounts.questionKey, ''),
  eq(answerCounts.fact, 'answered'),
  eq(answerCounts.value, ''),
  // Named, so that SQLite goes to the days by the key of the table.
  inArray(answerCounts.mouth, ['liff', 'chat']),
)

const counted = sql<number>`sum(${answerCounts.count})`

const ofAccount = ({ db, account }: StaffScope) =>
  inArray(answerCounts.formId, db.reports.select({ id: forms.id }).from(forms).where(eq(forms.accountId, account.id)))

/** How many submissions of the account are finished, by the day of Japan on which they were: days since 1970, both ends included. */
export const finishedByDay = (scope: StaffScope, { first, last }: { first: number; last: number }) =>
  scope.db.reports
    .select({ day: answerCounts.day, count: counted })
    .from(answerCounts)
    .where(and(ofAccount(scope), whole, gte(answerCounts.day, first), lte(answerCounts.day, last)))
    .groupBy(answerCounts.day)

/** How many submissions of each form of the account are finished. */
export const finishedByForm = (scope: StaffScope) =>
  scope.db.reports
    .select({ formId: answerCounts.formId, count: counted })
    .from(answerCounts)
    .where(and(ofAccount(scope), whole))
    .groupBy(answerCounts.formId)
