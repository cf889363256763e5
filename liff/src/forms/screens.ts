import type { Answers, Begun, FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { askedQuestions } from '../../../bot/forms/flow.ts'

/** The questions on the person's way as they stand on screens: those of one page together. What is known is not asked. */
export function screensOf(definition: FormDefinition, answers: Answers, begun: Begun): Question[][] {
  const screens: Question[][] = []
  for (const question of askedQuestions(definition, answers, begun)) {
    if (begun.known?.includes(question.key)) continue
    const last = screens.at(-1)
    if (question.page !== undefined && last?.[0]?.page === question.page) last.push(question)
    else screens.push([question])
  }
  return screens
}

/** The place of the screen on which a question stands; -1 where it is on none. */
export const screenAt = (screens: Question[][], key: string | null | undefined): number =>
  screens.findIndex((screen) => screen.some((question) => question.key === key))
