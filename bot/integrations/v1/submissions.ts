import { and, asc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { answers, customers, forms, formVersions, friends, submissions } from '../../../db/schema/index.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../errors.ts'
import { valueIn } from '../../forms/draft.ts'
import { endingTells, personalCalculations } from '../../forms/personal-facts.ts'
import { cursorText, type Cursor } from '../../http/cursor.ts'
import { belongsTo } from '../../http/search.ts'
import { v1States, type V1Query, type V1Submission } from './contract.ts'
import { answersFor } from './fields.ts'

/** What other systems read with: an account, and whether who somebody is may be told. */
export interface ApiReader extends Pick<Deps, 'db' | 'clock'> {
  account: { id: string }
  personal: boolean
}

/**
 * A row is told this long after it was written. Its time is taken before it is committed, and two that are written side by
 * side may be committed in the other order: whoever had read past the later one would never see the earlier one.
 */
const settleMs = 3_000

/**
 * One page in the order of the last change. Whatever changes while somebody reads moves behind the cursor and comes again
 * as what it is then, so nothing is missed; what did not change never comes twice. The cursor of the last page goes on later.
 */
export async function listForApi(reader: ApiReader, { form, state, updated_since, cursor, limit }: V1Query) {
  const { db, account, clock } = reader
  const formId = form === undefined ? undefined : await formIdOf(reader, form)
  const { updatedAt, id } = submissions
  const from = updated_since === undefined ? 0 : Date.parse(updated_since)
  const found = await db.reports
    .select({ id, updatedAt })
    .from(submissions)
    .where(
      and(
        eq(submissions.accountId, account.id),
        inArray(submissions.state, state === 'all' ? [...v1States] : [state]),
        // One that was given up half filled was never sent.
        state === 'finished' ? undefined : isNotNull(submissions.finishedAt),
        formId === undefined ? undefined : eq(submissions.formId, formId),
        cursor ? sql`(${updatedAt}, ${id}) > (${cursor.at}, ${cursor.key})` : gte(updatedAt, from),
        lte(updatedAt, clock() - settleMs),
      ),
    )
    .orderBy(asc(updatedAt), asc(id))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next: Cursor = last ? { at: last.updatedAt, key: last.id } : (cursor ?? { at: from - 1, key: '￿' })
  return {
    data: await submissionsForApi(
      reader,
      page.map((row) => row.id),
    ),
    next_cursor: cursorText(next),
    has_more: found.length > limit,
  }
}

/** @throws not_found also for one of another account, and for what was not sent */
export async function oneForApi(reader: ApiReader, id: string): Promise<V1Submission> {
  const [found] = await submissionsForApi(reader, [id])
  if (!found) throw notFound('The submission')
  return found
}

/** Submissions by their ids, in that order, as the reader may see them. */
export async function submissionsForApi(reader: ApiReader, ids: string[]): Promise<V1Submission[]> {
  if (ids.length === 0) return []
  const { db, account } = reader
  const [rows, given] = await Promise.all([
    db.reports
      .select({
        submission: submissions,
        form: forms.key,
        definition: formVersions.definition,
        memberId: customers.memberId,
      })
      .from(submissions)
      .innerJoin(forms, eq(forms.id, submissions.formId))
      .innerJoin(
        formVersions,
        and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
      )
      .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
      .innerJoin(customers, eq(customers.seq, friends.customerSeq))
      .where(
        and(
          belongsTo(submissions.accountId, account.id),
          inArray(submissions.id, ids),
          isNotNull(submissions.finishedAt),
          inArray(submissions.state, [...v1States]),
        ),
      ),
    db.reports
      .select()
      .from(answers)
      .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, ids))),
  ])
  const place = new Map(ids.map((id, at) => [id, at]))
  return rows
    .toSorted((a, b) => place.get(a.submission.id)! - place.get(b.submission.id)!)
    .map((row) =>
      submissionForApi(
        reader,
        row,
        given.filter(({ submissionId }) => submissionId === row.submission.id),
      ),
    )
}

interface Row {
  submission: typeof submissions.$inferSelect
  form: string
  definition: typeof formVersions.$inferSelect.definition
  memberId: string | null
}

function submissionForApi(
  { personal }: ApiReader,
  { submission, form, definition, memberId }: Row,
  given: (typeof answers.$inferSelect)[],
): V1Submission {
  const { id, version, number, state, uid, replaces, place, beganIn, finishedIn, hidden, calculated, endingKey } =
    submission
  const values = new Map(
    given.flatMap((answer) => {
      const value = valueIn(answer)
      return value === null ? [] : [[answer.questionKey, value] as const]
    }),
  )
  const open = openHidden(definition)
  const masked = personalCalculations(definition)
  const endingOmitted = !personal && endingTells(definition, endingKey)
  const { answers: shown, omitted } = answersFor(definition, values, { personal })
  return {
    ...{ id, form, version, number, uid, replaces, place },
    state: state as V1Submission['state'],
    began_in: beganIn,
    finished_in: finishedIn,
    started_at: iso(submission.startedAt),
    finished_at: submission.finishedAt === null ? null : iso(submission.finishedAt),
    updated_at: iso(submission.updatedAt),
    answers: shown,
    calculated: Object.fromEntries(Object.entries(calculated ?? {}).filter(([key]) => personal || !masked.has(key))),
    ...(!endingOmitted && { ending: endingKey }),
    hidden: Object.fromEntries(Object.entries(hidden).filter(([key]) => personal || open.has(key))),
    ...(personal && { member_id: memberId }),
    omitted: personal
      ? []
      : [
          'member_id',
          ...Object.keys(hidden).flatMap((key) => (open.has(key) ? [] : [`hidden.${key}`])),
          ...Object.keys(calculated ?? {}).flatMap((key) => (masked.has(key) ? [`calculated.${key}`] : [])),
          ...(endingOmitted ? ['ending'] : []),
          ...omitted.map((key) => `answers.${key}`),
        ],
  }
}

/** Parameters of the link that name nobody; one that the form does not have any more may have. */
const openHidden = ({ hidden = [] }: Row['definition']) =>
  new Set(hidden.flatMap(({ key, personal }) => (personal ? [] : [key])))

const iso = (at: number) => new Date(at).toISOString()

async function formIdOf({ db, account }: ApiReader, key: string): Promise<string> {
  const form = await db.orm
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
    .get()
  if (!form) throw notFound('The form')
  return form.id
}
