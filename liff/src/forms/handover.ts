import type { Answers, AnswerValue } from '../../../bot/forms/contract.ts'
import { questionByKey } from '../../../bot/forms/flow.ts'
import { isPersonal } from '../../../bot/forms/personal.ts'
import type { BootForm } from '../boot.ts'

/** Longer than a login takes; whoever comes back later finds a form without the first taps. */
const keptForMs = 10 * 60 * 1000

export interface Handover {
  formKey: string
  at: string | null
  unsaved: Record<string, AnswerValue | null>
  /** What stands in a field and is no answer yet. */
  half: Answers
  /** The first question whose answer could not be taken along. */
  dropped: string | null
  leftAt: number
}

const storeKey = 'musubi:handover'

/**
 * LINE may take the page away while the person is already answering: its second redirect and its login are page loads.
 * What could not be sent yet, because nobody was known, waits in this tab for the page that follows, which takes it out
 * at once. Answers to questions marked personal are never put there.
 */
export function handOver(
  form: BootForm,
  unsaved: Map<string, AnswerValue | null>,
  half: Map<string, AnswerValue | null>,
  at: string | null,
) {
  // What an earlier glance away left here has arrived since.
  sessionStorage.removeItem(storeKey)
  if (unsaved.size + half.size === 0) return
  const isKept = (key: string) => {
    const question = questionByKey(form.definition, key)
    return question !== undefined && !isPersonal(question)
  }
  const kept = (some: typeof unsaved) => Object.fromEntries([...some].filter(([key]) => isKept(key)))
  const dropped = [...unsaved.keys()].find((key) => !isKept(key)) ?? null
  const handover: Handover = {
    formKey: form.key,
    at,
    unsaved: kept(unsaved),
    half: kept(half),
    dropped,
    leftAt: Date.now(),
  }
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
