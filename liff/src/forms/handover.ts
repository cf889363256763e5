import type { AnswerValue } from '../../../bot/forms/contract.ts'
import { questionByKey } from '../../../bot/forms/flow.ts'
import type { BootForm } from '../boot.ts'

/** Longer than a login takes; whoever comes back later finds a form without the first taps. */
const keptForMs = 10 * 60 * 1000

export interface Handover {
  formKey: string
  at: string | null
  unsaved: Record<string, AnswerValue | null>
  leftAt: number
}

const storeKey = 'musubi:handover'

/**
 * LINE may take the page away while the person is already answering: its second redirect and its login are page loads.
 * What could not be sent yet, because nobody was known, waits in this tab for the page that follows, which takes it out
 * at once. Answers to questions marked personal are never put there.
 */
export function handOver(form: BootForm, unsaved: Map<string, AnswerValue | null>, at: string | null) {
  const shareable = [...unsaved].filter(([key]) => !questionByKey(form.definition, key)?.personal)
  if (shareable.length === 0) return
  const handover: Handover = { formKey: form.key, at, unsaved: Object.fromEntries(shareable), leftAt: Date.now() }
  sessionStorage.setItem(storeKey, JSON.stringify(handover))
}

/** What the page before this one handed over for this form; gone from the tab afterwards. */
export function takeOver(formKey: string): Handover | null {
  const stored = sessionStorage.getItem(storeKey)
  sessionStorage.removeItem(storeKey)
  if (stored === null) return null
  const handover = JSON.parse(stored) as Handover
  return handover.formKey === formKey && Date.now() - handover.leftAt < keptForMs ? handover : null
}
