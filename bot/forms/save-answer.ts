import { isGuardFailure } from '../../db/guard.ts'
import { invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { demandPlace, demandSameNumber } from '../slots/chosen.ts'
import { uploadsOf } from '../uploads/find.ts'
import { answerQuestion } from './answer.ts'
import { besideIn } from './beside.ts'
import { checkAnswer, clockInJapan, todayInJapan } from './check.ts'
import type { AnswerValue, Question } from './contract.ts'
import type { Draft } from './draft.ts'
import { questionByKey } from './flow.ts'
import { hasFiles } from './has-files.ts'
import { demandDraft, demandOpen } from './refuse.ts'
import { ownSubmission } from './resume.ts'

/** So often an answer is decided anew when another device or the chat wrote to the same draft meanwhile. */
const collisionsMax = 5

/**
 * Saves one answer of a person's own draft, given in LIFF. Answers to different questions from two devices both stay;
 * for the same question the later one stands.
 * @returns the value as it is stored, and the draft's revision: more than one above the one that the page knew says that
 *   somebody else wrote meanwhile
 * @throws MusubiError invalid with `detail.problem`, conflict with `detail.reason`, not_found
 */
export async function saveAnswer(
  scope: Scope,
  { id, uid, questionKey, value }: { id: string; uid: string; questionKey: string; value: AnswerValue | null },
): Promise<{ value: AnswerValue | null; revision: number }> {
  for (let collisions = 0; ; collisions++) {
    const draft = await ownSubmission(scope, { id, uid })
    demandDraft(draft)
    demandOpen(draft.opening)
    const question = questionByKey(draft.definition, questionKey)
    if (!question) throw invalid('The form has no such question')
    const checked = checkAnswer(question, value, todayInJapan(scope.clock()), besideOf(scope, draft))
    if (!checked.ok) throw invalid('The answer does not fit the question', { problem: checked.problem })
    await demandOwnFiles(scope, draft, question, checked.value)
    if (question.kind === 'number') await demandSameNumber(scope, draft, question.key, checked.value)
    const kept = question.kind === 'slot' ? await demandPlace(scope, draft, question, checked.value) : checked.value
    try {
      await scope.db.write(answerQuestion(scope, draft, { question, value: kept, mouth: 'liff' }))
      return { value: kept, revision: draft.revision + 1 }
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}

/** The time, and what else the person has answered. */
const besideOf = (scope: Scope, draft: Draft) => besideIn(draft.definition, draft, clockInJapan(scope.clock()))

/** A file answer names files that this person has sent for this very question. */
async function demandOwnFiles(scope: Scope, { id }: Draft, question: Question, value: AnswerValue | null) {
  if (!hasFiles(question) || !Array.isArray(value)) return
  const known = await uploadsOf(scope, { submissionId: id, questionKey: question.key, ids: value })
  if (known.length < value.length)
    throw invalid('There is no such file', {
      problem: { code: question.kind === 'file' ? 'file_missing' : 'not_signed' },
    })
}
