import { inLanguage } from '../forms/contract.ts'
import { answerText } from '../forms/answer-text.ts'
import { questionByKey } from '../forms/flow.ts'
import type { RuleValue } from './contract.ts'
import type { Circumstances } from './perform.ts'
import { factNamed } from './problems.ts'
import { under } from '../forms/under.ts'

/** What is to be kept as an attribute, as it may be understood: what comes first and fits is kept. Empty: there is no such answer. */
export function attributeValues(
  from: RuleValue,
  type: string,
  { draft, answers, fact }: Pick<Circumstances, 'draft' | 'answers' | 'fact'>,
): (string | number | string[])[] {
  if (from.from === 'constant') return [from.value]
  const known = fact(factNamed(from) ?? '')
  if (known === null || known === undefined) return []
  if (from.from !== 'answer') return [known]
  const question = questionByKey(draft.definition, from.question)
  const given = under(answers, from.question)
  if (!question || given === null || given === undefined) return []
  const words = inLanguage(answerText(question, given), 'ja')
  // A text keeps what staff read; a choice has keys or labels of its own.
  return type === 'text' ? [words] : [known, words]
}
