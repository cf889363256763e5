import { eq } from 'drizzle-orm'
import { isGuardFailure } from '../../db/guard.ts'
import { forms } from '../../db/schema/index.ts'
import { lineMessages } from '../channels/line/messages.ts'
import { recordPush } from '../deliveries/record.ts'
import { sendDelivery } from '../deliveries/send.ts'
import { conflict } from '../errors.ts'
import { planRules } from '../rules/plan.ts'
import type { Scope } from '../scope.ts'
import { cancelRefusal } from '../slots/may-cancel.ts'
import { bookingsOf } from '../slots/own-bookings.ts'
import { cancelFinished } from './cancel-finished.ts'
import { cancelledText } from './cancelled-text.ts'
import { inLanguage, type Language } from './contract.ts'
import type { Draft } from './draft.ts'
import { ownSubmission } from './resume.ts'
import { calledName } from './called-name.ts'
import { titleFor } from './fill-texts.ts'

const collisionsMax = 5

/**
 * A person cancels what they sent, in LIFF; asked again it answers the same. They are told so in the chat only where the form
 * lets messages be paid for, because nothing is free then; the page says it in any case.
 * @throws MusubiError not_found; conflict with `detail.reason` `not_cancellable`, `too_late`, or the state that it is in
 */
export async function cancelOwn(
  scope: Scope,
  { id, uid, language }: { id: string; uid: string; language: Language },
): Promise<void> {
  for (let collisions = 0; ; collisions++) {
    const sent = await ownSubmission(scope, { id, uid })
    if (sent.state === 'cancelled') return
    if (sent.state !== 'finished') throw conflict('Only what was sent can be cancelled', { reason: sent.state })
    const refusal = cancelRefusal(sent.cancelUntil, await bookingsOf(scope, id), scope.clock())
    if (refusal) throw conflict('It cannot be cancelled here', { reason: refusal })
    const plan = await planRules(scope, sent, { on: 'cancelled', answers: sent.answers, mouth: 'liff' })
    const told = await tell(scope, sent, language)
    try {
      await scope.db.write([
        ...cancelFinished(scope, sent),
        ...plan.statements(null),
        ...(told ? [told.statement] : []),
      ])
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
      continue
    }
    scope.kick()
    if (told) scope.background(sendDelivery(scope, told.delivery))
    return
  }
}

async function tell(scope: Scope, sent: Draft, language: Language) {
  const { formId, uid, definition, number } = sent
  const form = await scope.db.orm
    .select({ confirmation: forms.confirmation })
    .from(forms)
    .where(eq(forms.id, formId))
    .get()
  if (form?.confirmation !== 'push') return null
  const title = titleFor(definition, { ...sent, name: await calledName(scope, uid, definition) })
  const text = inLanguage(cancelledText(title, number), language)
  return recordPush(scope, {
    ...{ uid, purpose: 'confirmation' as const },
    messages: lineMessages([{ kind: 'text', text, buttons: [] }]),
  })
}
