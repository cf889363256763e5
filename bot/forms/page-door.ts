import type { Condition } from '../conditions/contract.ts'
import type { FormDefinition, Question } from './contract.ts'

/** The condition of the page on which a question stands: all of its questions are asked together, or none. */
export const pageCondition = (
  { pages }: Pick<FormDefinition, 'pages'>,
  { page }: Pick<Question, 'page'>,
): Condition | undefined => (page === undefined ? undefined : pages?.find(({ key }) => key === page)?.showWhen)

/**
 * Whether the page of a question is asked. It is decided once, where a way first comes to the page: what is answered on
 * a page neither shuts it nor opens it, so that nothing vanishes under somebody's fingers.
 */
export function pageDoor<Answer>(definition: FormDefinition, decide: (when: Condition) => Answer) {
  const decided: Record<string, Answer | true> = {}
  return (question: Question): Answer | true => {
    const when = pageCondition(definition, question)
    return when === undefined || (decided[question.page!] ??= decide(when))
  }
}

/** Whether the way through a form is the same for everybody, as far as conditions go. */
export const isBranched = (definition: FormDefinition, question: Question): boolean =>
  question.showWhen !== undefined || pageCondition(definition, question) !== undefined
