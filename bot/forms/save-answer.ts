import { isGuardFailure } from '../../db/guard.ts'
import { conflict, invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { answerQuestion } from './answer.ts'
import { checkAnswer, todayInJapan } from './check.ts'
import type { AnswerValue } from './contract.ts'
import { questionByKey } from './flow.ts'
import { ownSubmission } from './resume.ts'

/** So often an answer is decided anew when another device or the chat wrote to the same draft meanwhile. */
const collisionsMax = 5

/**
 * Saves one answer of a person's own draft, given in LIFF. Answers to different questions from two devices both stay;
 * for the same question the later one stands.
 * @throws MusubiError invalid with `detail.problem`, conflict with `detail.reason`, not_found
 */
export async function saveAnswer(
  scope: Scope,
  { id, uid, questionKey, value }: { id: string; uid: string; questionKey: string; value: AnswerValue | null },
): Promise<{ value: AnswerValue | null; revision: number }> {
  for (let collisions = 0; ; collisions++) {
    const draft = await ownSubmission(scope, { id, uid })
    if (draft.state !== 'draft') throw conflict('This submission takes no more answers', { reason: draft.state })
    if (draft.formState !== 'open') throw conflict('This form does not take answers now', { reason: 'closed' })
    const question = questionByKey(draft.definition, questionKey)
    if (!question) throw invalid('The form has no such question')
    const checked = checkAnswer(question, value, todayInJapan(scope.clock()))
    if (!checked.ok) throw invalid('The answer does not fit the question', { problem: checked.problem })
    try {
      await scope.db.write(answerQuestion(scope, draft, { question, value: checked.value, mouth: 'liff' }))
      return { value: checked.value, revision: draft.revision + 1 }
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}
