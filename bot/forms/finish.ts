import { and, eq, inArray, sql } from 'drizzle-orm'
import { build, must, statement, template, type Statement } from '../../db/database.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Answers, Mouth } from './contract.ts'
import type { Draft } from './draft.ts'
import { strayAnswers } from './flow.ts'

const finishDraft = template<{ id: string; formId: string; revision: number; mouth: Mouth; now: number }>(
  build
    .update(submissions)
    .set({
      state: 'finished',
      revision: sql`${submissions.revision} + 1`,
      number: sql`(select coalesce(max(number), 0) + 1 from submissions where form_id = ${sql.placeholder('formId')})`,
      finishedIn: sql`${sql.placeholder('mouth')}`,
      finishedAt: sql`${sql.placeholder('now')}`,
      updatedAt: sql`${sql.placeholder('now')}`,
    })
    .where(
      sql`${submissions.id} = ${sql.placeholder('id')} and ${submissions.revision} = ${sql.placeholder('revision')}
        and ${submissions.state} = 'draft'`,
    ),
)

/**
 * Finishes a draft, once: it gets its receipt number, and answers to questions that its branches hid are removed.
 * Undone when the draft is not as it was read.
 * @param given the answers as they stand after the batch
 * @param revision of the draft at this place of the batch: each answer before it in the batch counts one
 */
export function finishSubmission(
  scope: Scope,
  draft: Draft,
  { answers: given, revision, mouth }: { answers: Answers; revision: number; mouth: Mouth },
): Statement[] {
  const stray = strayAnswers(draft.definition, given)
  const removed =
    stray.length === 0
      ? []
      : [
          statement(
            build.delete(answers).where(and(eq(answers.submissionId, draft.id), inArray(answers.questionKey, stray))),
          ),
        ]
  return [...removed, must(finishDraft({ id: draft.id, formId: draft.formId, revision, mouth, now: scope.clock() }))]
}
