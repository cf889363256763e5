import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { say } from '../language.ts'
import { factsBefore } from './condition-facts.ts'
import { conditionWords } from './condition-words.ts'

type Jump = NonNullable<Question['jumps']>[number]

/** Where a way leads: 「5. お名前」. */
function targetWords(definition: FormDefinition, to: string): string {
  const at = definition.questions.findIndex(({ key }) => key === to)
  const target = definition.questions[at]
  if (to === 'end') return say({ ja: '終わり', en: 'the end' })
  if (!target) return say({ ja: 'なくなった質問', en: 'a question that is gone' })
  return say({ ja: `「${at + 1}. ${target.title.ja}」`, en: `“${at + 1}. ${target.title.en ?? target.title.ja}”` })
}

/** One way on from a question as a sentence; its own answer goes without saying. */
export function jumpWords(definition: FormDefinition, question: Question, { when, to }: Jump): string {
  const target = targetWords(definition, to)
  if (!when) return say({ ja: `いつも${target}へ進む`, en: `always on to ${target}` })
  const words = conditionWords(when, factsBefore(definition, null)).replace(`「${say(question.title)}」が`, '')
  return say({ ja: `${words}なら${target}へ進む`, en: `${words}: on to ${target}` })
}
