import { liffUrlOf } from '../accounts/liff-url.ts'
import { reminderMessage } from '../channels/line/reminder.ts'
import { hasStoppedReminders } from '../consents/reminders.ts'
import { needsPage, pageUrl } from '../conversations/hand-over.ts'
import { inLanguage } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { nextQuestion } from '../forms/flow.ts'
import { secondOf } from '../forms/refuse.ts'
import type { Scope } from '../scope.ts'
import { isHeld } from '../talks/held.ts'
import type { Person } from './person.ts'
import { reachPerson } from './reach.ts'
import { endAll, endDeed, type WaitingDeed, type WorkedOff } from './rows.ts'
import { reminderWords } from './words.ts'
import { titleFor } from '../forms/fill-texts.ts'

/**
 * Reminds a person of a form that they have left half filled, with one button that goes on where they stopped. By a free reply
 * while there is one, else by a push where the form may spend one; otherwise not at all, and staff read why.
 */
export async function remind(
  scope: Scope,
  { deed: row, submission, person }: { deed: WaitingDeed; submission: Draft; person: Person },
): Promise<WorkedOff> {
  const not = (reason: string) => ({ statements: endAll(scope, [row], { state: 'excluded', reason }) })
  const refusal = await whyNot(scope, row, submission, person)
  if (refusal) return not(refusal)
  const reached = await reachPerson(scope, person, { push: 'push' in row.deed && row.deed.push })
  if ('not' in reached) return { statements: endAll(scope, [row], reached.not) }
  const { statements, delivery } = await reached.send({
    purpose: 'follow_up',
    messages: [reminderMessage(reminderOf(scope, submission, person))],
  })
  return {
    delivery,
    statements: [...statements, endDeed(scope, row.id, { state: 'done', reason: null, sentAs: delivery.id })],
  }
}

async function whyNot(scope: Scope, row: WaitingDeed, submission: Draft, person: Person): Promise<string | null> {
  const { opening, state, updatedAt } = submission
  if (state !== 'draft' || updatedAt > row.createdAt) return 'went_on'
  if (opening.kind !== 'open') return opening.kind === 'full' ? 'form_full' : 'form_closed'
  if (await secondOf(scope, submission)) return 'answered'
  if (person.messagesStoppedAt !== null) return 'messages_stopped'
  if (await hasStoppedReminders(scope, person.uid)) return 'reminders_stopped'
  return isHeld(person.heldAt, scope.clock()) ? 'talk_held' : null
}

function reminderOf(scope: Scope, submission: Draft, person: Person) {
  const { definition, answers, formKey } = submission
  const say = reminderWords(
    inLanguage(titleFor(definition, { ...submission, name: person.name }), person.language),
    person.language,
  )
  const question = nextQuestion(definition, answers, submission)
  const liffUrl = liffUrlOf(scope)
  const url = question && liffUrl !== null && needsPage(question) ? pageUrl(liffUrl, submission, question) : null
  return {
    text: say.text,
    goOn: { label: say.goOn, ...(url === null ? { tap: { act: 'start' as const, form: formKey } } : { url }) },
    stop: { label: say.stop, tap: { act: 'no_reminders' as const } },
  }
}
