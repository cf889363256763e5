import type { FormDefinition } from './contract.ts'
import { isPersonal } from './personal.ts'

/** In the place of a question's key, in LIFF and in the chat; no key has a hyphen. */
export const checkPageKey = 'check-page'

/** A few taps are surveyed at a glance. */
const questionsWithoutMax = 5

/**
 * Where somebody registers (WCAG 2.2, 3.3.4), where a slip costs more than an opinion (names, contacts, a booked time, an order), and where
 * something is taken as known that nobody was asked.
 */
const isWeighty = ({ registration, questions }: FormDefinition): boolean =>
  registration !== undefined ||
  questions.some(
    (question) =>
      isPersonal(question) || question.kind === 'slot' || question.kind === 'order' || question.prefill?.skip === true,
  )

/**
 * Whether LIFF shows everything once more before it is sent: as the form says, else where a slip would cost, and where the form is
 * too long to be remembered.
 */
export const hasCheckPage = (definition: FormDefinition): boolean =>
  definition.checkPage ?? (isWeighty(definition) || definition.questions.length > questionsWithoutMax)

/** The same in the chat, where a long survey of opinions needs none: everything that was said stands above. */
export const isCheckedInChat = (definition: FormDefinition): boolean => definition.checkPage ?? isWeighty(definition)
