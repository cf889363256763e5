import type { Language, Question } from '../../../bot/forms/contract.ts'
import { texts } from '../texts.ts'
import { rest } from './later.ts'

/** What an answer may be, said before it is given; empty where the question says it all, or until the words have come. */
export function hintText(question: Question, language: Language, today: string): string {
  switch (question.kind) {
    case 'single_choice':
      return texts.chooseOne[language]
    case 'multiple_choice': {
      const { chosenMin = 1, chosenMax } = question
      if (chosenMin <= 1 && chosenMax === undefined) return texts.chooseSome[language]
      break
    }
    case 'matrix':
      return question.several ? texts.chooseSome[language] : ''
    case 'dropdown':
      return texts.chooseFromList[language]
  }
  return rest.value?.boundsHint(question, language, today) ?? ''
}
