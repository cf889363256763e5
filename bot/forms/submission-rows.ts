import { and, desc, eq, inArray, type SQL } from 'drizzle-orm'
import { answers, formVersions, forms, friends, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { answerText } from './answer-text.ts'
import type { FormDefinition, Question, Texts } from './contract.ts'
import { valueIn } from './draft.ts'
import { isPersonal } from './personal.ts'

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
  revision: submissions.revision,
  beganIn: submissions.beganIn,
  finishedIn: submissions.finishedIn,
  startedAt: submissions.startedAt,
  updatedAt: submissions.updatedAt,
  finishedAt: submissions.finishedAt,
  friend: {
    id: friends.id,
    uid: friends.uid,
    displayName: friends.displayName,
    pictureUrl: friends.pictureUrl,
    friendship: friends.friendship,
  },
}

/** Submissions with their person and form, the last touched by its person first; conditions are joined by AND. */
export const submissionRows = ({ db, account }: StaffScope, conditions: (SQL | undefined)[]) =>
  db.reports
    .select(rowColumns)
    .from(submissions)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(and(eq(submissions.accountId, account.id), ...conditions))
    .orderBy(desc(submissions.updatedAt), desc(submissions.id))

type SubmissionRecord = Awaited<ReturnType<typeof submissionRows>>[number]

/** The rows with their form's title and the first answers in words. */
export async function withAnswers(scope: StaffScope, page: SubmissionRecord[]) {
  const definitions = await definitionsOf(scope, page)
  const given =
    page.length === 0
      ? []
      : await answersOf(
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
      return value === null ? [] : [shownAnswer(scope, question, answerText(question, value))]
    })
    const title: Texts = definition?.title ?? { ja: formKey }
    const friend = namesFor(scope, row.friend)
    return {
      ...row,
      friend,
      form: { key: formKey, title },
      answers: worded.slice(0, answersInRow),
      answerCount: worded.length,
    }
  })
}

/** An answer in words as the reader may see it. */
export function shownAnswer(scope: StaffScope, question: Question, text: Texts): Texts {
  if (!isPersonal(question)) return text
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
export const answersOf = ({ db, account }: StaffScope, submissionIds: string[]) =>
  db.reports
    .select()
    .from(answers)
    .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, submissionIds)))
