import type { FormDefinition } from '../../../bot/forms/contract.ts'

/** In the place of a question's key; no key has a hyphen. */
export const checkPageKey = 'check-page'

/** A few taps are surveyed at a glance. */
const questionsWithoutMax = 5

/**
 * Whether everything is shown once more before it is sent: as the form says, else where somebody registers (WCAG 2.2,
 * 3.3.4), where the form is too long to be remembered, and where something is taken as known that nobody was asked.
 */
export const hasCheckPage = ({ checkPage, registration, questions }: FormDefinition): boolean =>
  checkPage ??
  (registration !== undefined ||
    questions.length > questionsWithoutMax ||
    questions.some(({ prefill }) => prefill?.skip === true))
