import { sql } from 'drizzle-orm'
import { build, must, template, type Statement } from '../../db/database.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { hasSlots } from '../slots/has-slots.ts'
import { holdStatements, renewHolds } from '../slots/hold.ts'
import { partyOf } from '../slots/party.ts'
import { resizeHolds } from '../slots/resize.ts'
import type { AnsweredIn, AnswerValue, Mouth, Question, QuestionOf } from './contract.ts'
import { columnsOf, type Draft } from './draft.ts'
import { reachedAfter } from './flow.ts'

const upsertAnswer = template<Record<string, unknown>>(
  build
    .insert(answers)
    .values({
      submissionId: sql.placeholder('submissionId'),
      questionKey: sql.placeholder('questionKey'),
      accountId: sql.placeholder('accountId'),
      formId: sql.placeholder('formId'),
      uid: sql.placeholder('uid'),
      valueText: sql.placeholder('valueText'),
      valueNumber: sql.placeholder('valueNumber'),
      valueTime: sql.placeholder('valueTime'),
      valueJson: sql.placeholder('valueJson'),
      answeredIn: sql.placeholder('answeredIn'),
      answeredAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({
      target: [answers.submissionId, answers.questionKey],
      set: {
        valueText: sql`excluded.value_text`,
        valueNumber: sql`excluded.value_number`,
        valueTime: sql`excluded.value_time`,
        valueJson: sql`excluded.value_json`,
        answeredIn: sql`excluded.answered_in`,
        answeredAt: sql`excluded.answered_at`,
      },
    }),
)

const deleteAnswer = template<{ submissionId: string; questionKey: string }>(
  build
    .delete(answers)
    .where(
      sql`${answers.submissionId} = ${sql.placeholder('submissionId')} and ${answers.questionKey} = ${sql.placeholder('questionKey')}`,
    ),
)

const advanceDraft = template<{ id: string; revision: number; skipped: string; reachedKey: string; now: number }>(
  build
    .update(submissions)
    .set({
      revision: sql`${submissions.revision} + 1`,
      skipped: sql`${sql.placeholder('skipped')}`,
      reachedKey: sql`${sql.placeholder('reachedKey')}`,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(
      sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.revision} = ${sql.placeholder('revision')}
        and ${submissions.state} = 'draft'`,
    ),
)

/** The row of one answer, in the place of an earlier one. @param value as `checkAnswer` returned it */
export const keepAnswer = (
  scope: Scope,
  { id, formId, uid }: Pick<Draft, 'id' | 'formId' | 'uid'>,
  { question, value, answeredIn }: { question: Question; value: AnswerValue; answeredIn: AnsweredIn },
): Statement =>
  upsertAnswer({
    submissionId: id,
    questionKey: question.key,
    accountId: scope.account.id,
    formId,
    uid,
    ...columnsOf(question, value),
    answeredIn,
    now: scope.clock(),
  })

/**
 * Records the answer to one question of a draft, replacing an earlier one; `null` passes the question over.
 * Undone when the draft is not as it was read: two devices, or chat and LIFF, notice each other; and when a place that
 * it names is gone.
 * @param value as `checkAnswer` returned it
 */
export function answerQuestion(
  scope: Scope,
  draft: Pick<Draft, 'id' | 'formId' | 'uid' | 'definition' | 'answers' | 'revision' | 'replaces' | 'hidden' | 'known'>,
  { question, value, mouth }: { question: Question; value: AnswerValue | null; mouth: Mouth },
): Statement[] {
  const now = scope.clock()
  const skipped = Object.keys(draft.answers).filter((key) => draft.answers[key] === null && key !== question.key)
  if (value === null) skipped.push(question.key)
  const given = { ...draft.answers, [question.key]: value }
  const reachedKey = reachedAfter(draft.definition, given, draft)
  const seatsIn = (slot: QuestionOf<'slot'>) => partyOf(draft.definition, slot, given, draft).seats
  const answered =
    value === null
      ? deleteAnswer({ submissionId: draft.id, questionKey: question.key })
      : keepAnswer(scope, draft, { question, value, answeredIn: mouth })
  return [
    must(advanceDraft({ id: draft.id, revision: draft.revision, skipped: JSON.stringify(skipped), reachedKey, now })),
    answered,
    ...(hasSlots(draft.definition) ? [renewHolds(scope, draft.id)] : []),
    ...(question.kind === 'slot' ? holdStatements(scope, draft, question, { value, seats: seatsIn(question) }) : []),
    ...(question.kind === 'number' ? resizeHolds(scope, draft, question.key, given) : []),
  ]
}
