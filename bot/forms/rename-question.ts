import type { FormDraft } from './edit-contract.ts'

/** What a question may be called: as the contract has it. */
export const questionKeyPattern = /^[a-z][a-z0-9_]{0,39}$/

/**
 * The same form with another key for a question, wherever it is named: in conditions, jumps, formulas, what a slot counts,
 * texts with variables and rules. Only for questions that were never published, because answers are kept under the key.
 * @param formKey the form's own key: a question may be filled in with what it was answered before
 */
export function renameQuestion(draft: FormDraft, formKey: string, from: string, to: string): FormDraft {
  const named = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(named)
    if (typeof part === 'string') return inTexts(part, from, to)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, refersBy(name, part) ? to : named(one)]))
  }
  const refersBy = (name: string, part: object): boolean => {
    const held = part as Record<string, unknown>
    if (held[name] !== from) return false
    if (name === 'to' || name === 'seats' || name === 'than') return true
    if (name !== 'question') return false
    return held['from'] === 'answer' || (held['kind'] === 'answer' && held['form'] === formKey)
  }
  const { definition, ...rest } = named(draft) as FormDraft
  const questions = definition.questions.map((one) => (one.key === from ? { ...one, key: to } : one))
  return { ...rest, definition: { ...definition, questions } }
}

/** `answer.<key>`, `first.<key>`, `score.<key>`, `age.<key>` and `item.<key>.<item>`, alone as the name of a fact, or in double braces within a text. */
function inTexts(text: string, from: string, to: string): string {
  const fact = /^(answer|first|score|age|item)\.(\w+)(\.\w+)?$/.exec(text)
  if (fact) return fact[2] === from ? `${fact[1]}.${to}${fact[3] ?? ''}` : text
  return text.replace(/(\{\{\s*(?:answer|score|age)\.)(\w+)/g, (whole, before: string, key: string) =>
    key === from ? before + to : whole,
  )
}
