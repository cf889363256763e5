import { isGuardFailure } from '../../db/guard.ts'
import { conflict, invalid } from '../errors.ts'
import { planRules } from '../rules/plan.ts'
import { confirmedInChat } from '../rules/confirmed.ts'
import { personOf } from '../rules/person.ts'
import type { Scope } from '../scope.ts'
import { lostPlace } from '../slots/lost.ts'
import { waitsIn } from '../slots/slot-in.ts'
import type { Language, Receipt } from './contract.ts'
import { besideIn } from './beside.ts'
import { calledName } from './called-name.ts'
import type { Draft } from './draft.ts'
import { endWords } from './end-words.ts'
import { finishSubmission } from './finish.ts'
import { missingQuestions } from './flow.ts'
import { checkedBeside } from './kinds/compared.ts'
import { demandDraft, demandOpen, secondOf } from './refuse.ts'
import { memberToBe, registeredAs } from './register.ts'
import { ownSubmission } from './resume.ts'
import { shownNumbers } from './shown-numbers.ts'
import { under } from './under.ts'

const collisionsMax = 5

/**
 * Finishes a person's own draft. A second tap, a second device or a lost answer gets the same receipt again.
 * @param language in which the person read it; theirs as we know it when left out
 * @param revision of the draft as the person saw it: nothing is sent that another device, or the chat, has changed since; left
 *   out: whatever there is now is sent
 * @throws MusubiError invalid with `detail.missing` (and `detail.problem` when what was answered is gone: a place); conflict with `detail.reason` (`not_yet`, `closed`, `full`,
 *   `answered`, `already_linked`, `cancelled`, `replaced`, `changed`); not_found
 */
export async function completeSubmission(
  scope: Scope,
  {
    id,
    uid,
    language,
    revision: seen,
  }: { id: string; uid: string; language?: Language | undefined; revision?: number | undefined },
): Promise<Receipt> {
  for (let collisions = 0; ; collisions++) {
    const draft = await ownSubmission(scope, { id, uid })
    if (draft.state === 'finished') return receiptOf(scope, draft)
    demandDraft(draft)
    demandOpen(draft.opening)
    if (seen !== undefined && draft.revision !== seen)
      throw conflict('It was changed elsewhere', { reason: 'changed', revision: draft.revision })
    demandWhole(draft)
    const lost = await lostPlace(scope, draft, draft.answers)
    if (lost) throw invalid('A place is gone', { missing: [lost.question.key], problem: lost.problem })
    if (await secondOf(scope, draft)) throw conflict('This form is answered once', { reason: 'answered' })
    const member = await memberToBe(scope, draft)
    if (member === 'already_linked') throw conflict('This person is a member already', { reason: member })
    const { answers, revision } = draft
    const read = language ?? (await personOf(scope, uid))?.language ?? 'ja'
    try {
      const name = await calledName(scope, uid, draft.definition)
      const finish = { answers, revision, mouth: 'liff' as const, language: read, name, member }
      const plan = await planRules(scope, draft, { on: 'finished', answers, mouth: 'liff' })
      await scope.db.write([...finishSubmission(scope, draft, finish), ...plan.statements(null)])
      // Most answers have nothing to be worked off, and wake nobody.
      if (plan.confirms || draft.hasRules || scope.account.subscriptions.length > 0) scope.kick()
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}

/** Whoever changed an earlier answer is told why a later one does not fit it any more. */
function demandWhole(draft: Draft): void {
  const [first, ...others] = missingQuestions(draft.definition, draft.answers, draft)
  if (!first) return
  const given = under(draft.answers, first.key)
  const beside = besideIn(draft.definition, draft, undefined)
  const checked = given == null ? null : checkedBeside(first, { ok: true, value: given }, beside.other)
  throw invalid('Some questions still need an answer', {
    missing: [first, ...others].map(({ key }) => key),
    ...(checked?.ok === false && { problem: checked.problem }),
  })
}

async function receiptOf(scope: Scope, draft: Draft): Promise<Receipt> {
  const { uid, definition, number, more, place, answers } = draft
  const memberId = definition.registration ? await registeredAs(scope, uid) : null
  const name = await calledName(scope, uid, definition)
  const confirmed = await confirmedInChat(scope, draft)
  const waits = place === 'waiting' || Object.values(answers).some(waitsIn)
  const figures = shownNumbers(definition, answers, draft)
  return {
    ...(figures.length > 0 ? { figures } : {}),
    ...{ number: number ?? 0, ...endWords(definition, { ...draft, name }), memberId, more, confirmed },
    ...(waits ? { waits } : {}),
  }
}
