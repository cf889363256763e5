import { and, eq, gte, inArray, isNotNull, isNull, lte, ne, sql, type SQL } from 'drizzle-orm'
import { answerCounts, answers, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { FormDefinition } from './contract.ts'
import { dayBegins } from './count-answers.ts'
import type { SummaryFilters } from './summary-contract.ts'
import { branchedKeys, passedBefore } from './standing.ts'
import type { Counted } from './tally.ts'

type Which = SummaryFilters & { formId: string }

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / (24 * 60 * 60_000)
const isoDay = (day: number) => new Date(day * 24 * 60 * 60_000).toISOString().slice(0, 10)

/** The counts of a form in a period; all of it stands side by side in the key of the table. */
const countsIn = ({ account }: StaffScope, { formId, from, to, way }: Which): SQL | undefined =>
  and(
    eq(answerCounts.formId, formId),
    belongsTo(answerCounts.accountId, account.id),
    from === undefined ? undefined : gte(answerCounts.day, dayNumber(from)),
    to === undefined ? undefined : lte(answerCounts.day, dayNumber(to)),
    way === undefined ? undefined : eq(answerCounts.mouth, way),
  )

const sums = {
  count: sql<number>`sum(${answerCounts.count})`,
  total: sql<number>`sum(${answerCounts.total})`,
}

/** How often what was answered: what has ended from its counts, what is still open from the answers themselves. */
export async function countedFacts(
  scope: StaffScope,
  which: Which,
  definitions: Map<number, FormDefinition>,
): Promise<Counted[]> {
  const ended = scope.db.reports
    .select({
      state: answerCounts.state,
      question: answerCounts.questionKey,
      fact: answerCounts.fact,
      value: answerCounts.value,
      ...sums,
    })
    .from(answerCounts)
    .where(countsIn(scope, which))
    .groupBy(answerCounts.state, answerCounts.questionKey, answerCounts.fact, answerCounts.value)
  const open = await openDrafts(scope, which, definitions)
  return [...(await ended), ...open.map((row) => ({ ...row, state: 'draft' as const, value: '', total: 0 }))]
}

/** Finished submissions by day. */
export async function countedDays(scope: StaffScope, which: Which) {
  const rows = await scope.db.reports
    .select({ day: answerCounts.day, count: sums.count })
    .from(answerCounts)
    .where(and(countsIn(scope, which), wholeSubmission('answered')))
    .groupBy(answerCounts.day)
    .orderBy(answerCounts.day)
  return rows.filter(({ count }) => count > 0).map(({ day, count }) => ({ day: isoDay(day), finished: count }))
}

/** How long finished submissions took, by way. */
export const countedTimes = (scope: StaffScope, which: Which) =>
  scope.db.reports
    .select({ mouth: answerCounts.mouth, value: answerCounts.value, count: sums.count })
    .from(answerCounts)
    .where(and(countsIn(scope, which), wholeSubmission('seconds')))
    .groupBy(answerCounts.mouth, answerCounts.value)

const wholeSubmission = (fact: 'answered' | 'seconds') =>
  and(eq(answerCounts.state, 'finished'), eq(answerCounts.questionKey, ''), eq(answerCounts.fact, fact))

/** Drafts that were begun in the period; one that changes what was finished is no new beginning. */
const draftsIn = ({ account }: StaffScope, { formId, from, to, way }: Which): SQL | undefined =>
  and(
    eq(submissions.formId, formId),
    eq(submissions.state, 'draft'),
    belongsTo(submissions.accountId, account.id),
    isNull(submissions.replaces),
    from === undefined ? undefined : gte(submissions.startedAt, dayBegins(dayNumber(from))),
    to === undefined ? undefined : sql`${submissions.startedAt} < ${dayBegins(dayNumber(to) + 1)}`,
    way === undefined ? undefined : eq(submissions.beganIn, way),
  )

/**
 * Where the open drafts stand, by version. A draft has passed all that comes before, but for what its branches led past: of
 * questions that are not asked of everybody, and of drafts of which nobody kept where they stand, the answers are read.
 */
async function openDrafts(scope: StaffScope, which: Which, definitions: Map<number, FormDefinition>) {
  const standing = await scope.db.reports
    .select({ version: submissions.version, reached: submissions.reachedKey, count: sql<number>`count(*)` })
    .from(submissions)
    .where(draftsIn(scope, which))
    .groupBy(submissions.version, submissions.reachedKey)
  const branched = [...new Set([...definitions.values()].flatMap(branchedKeys))]
  const isLost = standing.some(({ reached }) => reached === null)
  const read = [
    ...(branched.length === 0 ? [] : passedIn(scope, which, branched)),
    ...(isLost ? passedIn(scope, which, null) : []),
  ]
  return [...passedBefore(standing, definitions), ...(await Promise.all(read)).flat()]
}

/**
 * How many drafts answered a question, and how many passed it over.
 * @param keys these questions of the drafts that are known to stand somewhere; null: all questions of the others
 */
function passedIn(scope: StaffScope, which: Which, keys: string[] | null) {
  const own = and(
    draftsIn(scope, which),
    keys === null ? isNull(submissions.reachedKey) : isNotNull(submissions.reachedKey),
  )
  const counted = sql<number>`count(*)`
  const passed = sql<string>`passed.value`
  return [
    scope.db.reports
      .select({ question: answers.questionKey, fact: sql<string>`'answered'`, count: counted })
      .from(submissions)
      .innerJoin(answers, eq(answers.submissionId, submissions.id))
      .where(and(own, keys === null ? undefined : inArray(answers.questionKey, keys)))
      .groupBy(answers.questionKey),
    scope.db.reports
      .select({ question: passed, fact: sql<string>`'skipped'`, count: counted })
      .from(submissions)
      .innerJoin(sql`json_each(${submissions.skipped}) passed`, sql`true`)
      .where(and(own, ne(submissions.skipped, []), keys === null ? undefined : inArray(passed, keys)))
      .groupBy(passed),
  ]
}
