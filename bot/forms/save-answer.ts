import { isGuardFailure } from '../../db/guard.ts'
import { invalid } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { chooseSlot } from '../slots/choose.ts'
import { fixedOffer } from '../slots/fixed.ts'
import { slotOffers } from '../slots/offers.ts'
import { uploadsOf } from '../uploads/find.ts'
import { answerQuestion } from './answer.ts'
import { checkAnswer, todayInJapan } from './check.ts'
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
    const checked = checkAnswer(question, value, todayInJapan(scope.clock()))
    if (!checked.ok) throw invalid('The answer does not fit the question', { problem: checked.problem })
    await demandOwnFiles(scope, draft, question, checked.value)
    const kept = await placeChosen(scope, draft, question, checked.value)
    try {
      await scope.db.write(answerQuestion(scope, draft, { question, value: kept, mouth: 'liff' }))
      return { value: kept, revision: draft.revision + 1 }
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}

/** A slot as it is now; whoever comes when it is full is told at once. */
async function placeChosen(scope: Scope, draft: Draft, question: Question, value: AnswerValue | null) {
  if (question.kind !== 'slot') return value
  if (value === null) {
    if (await fixedOffer(scope, { questionKey: question.key, replaces: draft.replaces }))
      throw invalid('The place cannot be given up', { problem: { code: 'slot_fixed' } })
    return value
  }
  const offers = await slotOffers(scope, { formId: draft.formId, questionKey: question.key, draft })
  const chosen = chooseSlot(question, value, offers)
  if (!chosen.ok) throw invalid('There is no such place any more', { problem: chosen.problem })
  return chosen.value
}

/** A file answer names files that this person has sent for this very question. */
async function demandOwnFiles(scope: Scope, { id }: Draft, question: Question, value: AnswerValue | null) {
  if (!hasFiles(question) || !Array.isArray(value)) return
  const known = await uploadsOf(scope, { submissionId: id, questionKey: question.key, ids: value })
  if (known.length < value.length)
    throw invalid('There is no such file', {
      problem: { code: question.kind === 'file' ? 'file_missing' : 'not_signed' },
    })
}
