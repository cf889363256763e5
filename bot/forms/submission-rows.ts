import { and, eq, inArray, sql } from 'drizzle-orm'
import { answers, formVersions, forms, friends, staff, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { answerText } from './answer-text.ts'
import type { AnswerValue, FormDefinition, Question, Texts } from './contract.ts'
import { valueIn } from './draft.ts'
import { staysMasked } from './personal.ts'

/** So many answers of a submission stand in its row of the list. */
const answersInRow = 3

const rowColumns = {
  id: submissions.id,
  formId: submissions.formId,
  formKey: forms.key,
  version: submissions.version,
  state: submissions.state,
  number: submissions.number,
  review: submissions.review,
  returnedFor: submissions.returnedFor,
  assignee: { id: staff.id, name: staff.name },
  revision: submissions.revision,
  beganIn: submissions.beganIn,
  finishedIn: submissions.finishedIn,
  startedAt: submissions.startedAt,
  updatedAt: submissions.updatedAt,
  finishedAt: submissions.finishedAt,
  waits: sql<number>`(${submissions.place} is 'waiting' or exists (
    select 1 from slot_bookings b where b.submission_id = ${submissions.id} and b.state = 'waiting'))`,
  friend: {
    id: friends.id,
    uid: friends.uid,
    displayName: friends.displayName,
    pictureUrl: friends.pictureUrl,
    friendship: friends.friendship,
  },
}

/** Submissions of the account by their ids, in that order, with person and form, as the reader may see them. */
export async function submissionRows(scope: StaffScope, ids: string[]) {
  if (ids.length === 0) return []
  const rows = await scope.db.reports
    .select(rowColumns)
    .from(submissions)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .leftJoin(staff, eq(staff.id, submissions.assigneeId))
    .where(and(belongsTo(submissions.accountId, scope.account.id), inArray(submissions.id, ids)))
  const place = new Map(ids.map((id, at) => [id, at]))
  return rows
    .map(({ waits, ...row }) => ({
      ...row,
      /** They have no place yet. */
      waits: row.state === 'finished' && waits === 1,
      friend: namesFor(scope, row.friend),
      returnedFor: shown(scope, row.returnedFor),
    }))
    .toSorted((a, b) => place.get(a.id)! - place.get(b.id)!)
}

type SubmissionRecord = Awaited<ReturnType<typeof submissionRows>>[number]

/** The rows with their form's title, the first answers in words, and those of the columns that were asked for. */
export async function withAnswers(scope: StaffScope, page: SubmissionRecord[], columns: string[] = []) {
  const definitions = await definitionsOf(scope, page)
  const given = await answersOf(
    scope,
    page.map(({ id }) => id),
  )
  return page.map(({ formId, formKey, ...row }) => {
    const definition = definitions.get(`${formId} ${row.version}`)
    const own = new Map(
      given.filter(({ submissionId }) => submissionId === row.id).map((answer) => [answer.questionKey, answer]),
    )
    const worded = (definition?.questions ?? []).flatMap((question) => {
      const answer = own.get(question.key)
      const value = answer ? valueIn(answer) : null
      return value === null ? [] : [{ key: question.key, text: shownAnswer(scope, question, value) }]
    })
    const title: Texts = definition?.title ?? { ja: formKey }
    return {
      ...row,
      form: { key: formKey, title },
      answers: worded.slice(0, answersInRow).map(({ text }) => text),
      answerCount: worded.length,
      cells: worded.filter(({ key }) => columns.includes(key)),
    }
  })
}

/** An answer in words as the reader may see it. */
export function shownAnswer(scope: StaffScope, question: Question, value: AnswerValue): Texts {
  const text = answerText(question, value)
  if (!staysMasked(question, value)) return text
  return { ja: shown(scope, text.ja), ...(text.en !== undefined && { en: shown(scope, text.en) }) }
}

/** Definitions of the versions that these submissions were filled in on, by `<form id> <version>`. */
export async function definitionsOf({ db, account }: StaffScope, rows: { formId: string; version: number }[]) {
  const formIds = [...new Set(rows.map(({ formId }) => formId))]
  if (formIds.length === 0) return new Map<string, FormDefinition>()
  const versions = await db.reports
    .select()
    .from(formVersions)
    .where(and(eq(formVersions.accountId, account.id), inArray(formVersions.formId, formIds)))
  return new Map(versions.map(({ formId, version, definition }) => [`${formId} ${version}`, definition]))
}

/** The answers' rows of these submissions. */
export const answersOf = async ({ db, account }: StaffScope, submissionIds: string[]) =>
  submissionIds.length === 0
    ? []
    : db.reports
        .select()
        .from(answers)
        .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, submissionIds)))
