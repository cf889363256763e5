import type { Fact } from '../../../bot/conditions/contract.ts'
import { answerFact } from '../../../bot/forms/answer-fact.ts'
import type { Answers, Begun, FormDefinition } from '../../../bot/forms/contract.ts'
import { under } from '../../../bot/forms/under.ts'
import { figures } from './later.ts'

/**
 * What `bot/forms/fact-at.ts` is to the flow in a browser: answers and links are read at once, scores and calculations by that
 * file when it has come, which it does only for forms that have them (`vite.config.ts` puts this in its place).
 */
export const factAt =
  (definition: FormDefinition, answers: Answers, begun: Begun = {}) =>
  (path: string): Fact => {
    const [kind, key = ''] = path.split('.')
    if (kind === 'answer') return answerFact(definition, answers, key)
    return kind === 'hidden' ? under(begun.hidden, key) : figures.value?.factAt(definition, answers, begun)(path)
  }
