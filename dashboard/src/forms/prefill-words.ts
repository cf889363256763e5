import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { say } from '../language.ts'
import type { Names } from './useNames.ts'

type Prefill = NonNullable<Question['prefill']>

/** From where an answer is known, and what that means for whoever answers. */
export function prefillWords({ from, skip }: Prefill, definition: FormDefinition, names: Names): string {
  const source = sourceWords(from, definition, names)
  return skip
    ? say({ ja: `${source}がわかっていれば聞かない`, en: `not asked when known: ${source}` })
    : say({ ja: `${source}を最初から入れておく`, en: `filled in with ${source}` })
}

function sourceWords(from: Prefill['from'], { hidden = [] }: FormDefinition, names: Names): string {
  switch (from.kind) {
    case 'today':
      return say({ ja: '答える日', en: 'the day of answering' })
    case 'profile':
      return say({ ja: 'LINEの表示名', en: 'the name in LINE' })
    case 'contact':
      return say({ ja: '会員の連絡先', en: 'the member’s contact' })
    case 'attribute':
      return say({ ja: `項目「${names.attribute(from.key)}」`, en: `the field “${names.attribute(from.key)}”` })
    case 'answer': {
      const [form, question] = [names.form(from.form), names.question(from.form, from.question)]
      return say({ ja: `「${form}」の「${question}」の答え`, en: `the answer to “${question}” of “${form}”` })
    }
    case 'hidden': {
      const title = hidden.find(({ key }) => key === from.key)?.title
      const name = title ? say(title) : from.key
      return say({ ja: `リンクの「${name}」`, en: `“${name}” of the link` })
    }
  }
}
