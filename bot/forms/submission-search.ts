import { and, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm'
import { forms, submissions } from '../../db/schema/index.ts'
import { friendsMeant } from '../customers/find-people.ts'
import { gramQuery, keyGram } from '../http/search-grams.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { visitsOn, visitsTo, waitingSubmissions } from '../slots/narrow.ts'
import type { SubmissionFilters } from './staff-contract.ts'

const dayMs = 24 * 60 * 60_000

/** Drafts stand in an index of their own (`submissions_drafts`), everything else in `submissions_listed`; SQLite needs the words of their conditions. */
const ended = sql`${submissions.state} <> 'draft'`
const drafts = sql`${submissions.state} = 'draft'`

/**
 * The filters as conditions on `submissions` alone, to be joined by AND: one list of them for each of the two indexes
 * in which something may fit. They name only columns of that index, so that a list, its count and a change of all that match walk it and read
 * no rows; a plus keeps SQLite from another index, which would read the rows and sort them.
 */
export function waysToFind(scope: StaffScope, filters: SubmissionFilters): (SQL | undefined)[][] {
  const conditions = conditionsOf(scope, filters)
  const halves =
    filters.state === 'draft' ? [drafts] : filters.state === 'all' && !ofUs(filters) ? [ended, drafts] : [ended]
  return halves.map((half) => [half, ...conditions])
}

/** The same filters in one list, for whoever goes by another index. */
export function conditionsOf(scope: StaffScope, filters: SubmissionFilters): (SQL | undefined)[] {
  const { form, state, review, assignee, way, from, to, place, visit, slot, q } = filters
  return [
    form === undefined ? undefined : eq(submissions.formId, formOf(scope, form)),
    // What was changed since is reached from the newer one.
    state === 'all' ? ne(submissions.state, 'replaced') : eq(submissions.state, state),
    ofUs(filters) ? eq(submissions.state, 'finished') : undefined,
    review && inArray(submissions.review, review),
    assignee === undefined ? undefined : sql`${submissions.assigneeId} is ${staffOf(scope, assignee)}`,
    way && eq(submissions.finishedIn, way),
    from === undefined ? undefined : sql`+${submissions.finishedAt} >= ${startOf(from)}`,
    to === undefined ? undefined : sql`+${submissions.finishedAt} < ${startOf(to) + dayMs}`,
    place === undefined ? undefined : sql`+${submissions.id} in ${waitingSubmissions(scope)}`,
    visit === undefined ? undefined : sql`+${submissions.id} in ${visitsOn(scope, visit)}`,
    slot === undefined ? undefined : sql`+${submissions.id} in ${visitsTo(scope, slot)}`,
    q ? found(scope, q) : undefined,
  ]
}

/** Only what is finished is reviewed, has a way and a day, and a place that is more than held for a moment. */
const ofUs = ({ review, assignee, way, from, to, place, visit, slot }: SubmissionFilters): boolean =>
  [review, assignee, way, from, to, place, visit, slot].some((one) => one !== undefined)

const formOf = ({ db, account }: StaffScope, key: string) =>
  sql`(${db.reports
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))})`

/** Null: nobody. */
const staffOf = ({ actor }: StaffScope, assignee: string): string | null =>
  assignee === 'nobody' ? null : assignee === 'me' ? actor.staffId : assignee

/** When a day of Japan begins. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** Found by what the answers say, by the person, or as the receipt number (`138`, `#0138`). */
function found(scope: StaffScope, q: string): SQL | undefined {
  const number = /^#?0*(\d{1,9})$/.exec(q)?.[1]
  return or(
    byWords(scope, q),
    sql`+${submissions.friendSeq} in (${friendsMeant(scope, q)})`,
    number === undefined ? undefined : eq(submissions.number, Number(number)),
  )
}

/** Whoever may not see personal answers does not find by them either. */
function byWords({ account, actor }: StaffScope, q: string): SQL | undefined {
  const words = gramQuery(q)
  if (words === null) return undefined
  const columns = actor.seesPersonal ? '{shown personal}' : 'shown'
  const expression = `place : ${keyGram('a', account.id)} AND ${columns} : ${words}`
  return sql`+${submissions.wordsSeq} in (select rowid from submission_words where submission_words match ${expression})`
}
