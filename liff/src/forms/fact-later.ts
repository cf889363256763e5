import type { Fact } from '../../../bot/conditions/contract.ts'
import type { Answers, Begun, FormDefinition } from '../../../bot/forms/contract.ts'
import { plainFact } from '../../../bot/forms/plain-fact.ts'
import { under } from '../../../bot/forms/under.ts'
import { figures } from './later.ts'

/**
 * What `bot/forms/fact-at.ts` is to the flow in a browser: plain answers and links are read at once; answers with parts, scores
 * and calculations by that file when it has come, which it does only for forms whose conditions look at some (`vite.config.ts` puts this in its place).
 */
export const factAt =
  (definition: FormDefinition, answers: Answers, begun: Begun = {}) =>
  (path: string): Fact => {
    const [kind, key = ''] = path.split('.')
    const value = under(answers, key)
    const isPlain = typeof value !== 'object' || value === null || Array.isArray(value)
    if (kind === 'answer' && isPlain) return plainFact(definition, key, value)
    return kind === 'hidden' ? under(begun.hidden, key) : figures.value?.factAt(definition, answers, begun)(path)
  }
