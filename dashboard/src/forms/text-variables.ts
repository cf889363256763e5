import type { FormDefinition } from '../../../bot/forms/contract.ts'
import { say, type Texts } from '../language.ts'

/** Something that a text can say of the person or of what they answered. */
export interface TextVariable {
  label: string
  icon: string
  /** As it stands in the text; `en`: in the English one, where that is something else. */
  text: string
  en?: string
}

/** What is known where a text is read: the person, answers before it, what was calculated, what the link said. */
export function variablesBefore(definition: FormDefinition, questionKey: string | null): TextVariable[] {
  const { questions, calculations = [], hidden = [] } = definition
  const at = questionKey === null ? questions.length : questions.findIndex(({ key }) => key === questionKey)
  return [
    {
      label: say({ ja: 'LINEの表示名', en: 'Name in LINE' }),
      icon: 'i-lucide-user-round',
      ...{ text: '{{person.name|お客さま}}', en: '{{person.name|you}}' },
    },
    ...questions
      .slice(0, Math.max(at, 0))
      .filter(({ kind }) => kind !== 'statement' && kind !== 'file' && kind !== 'consent')
      .map(({ key, title }) => ({
        label: say({ ja: `答え：${title.ja}`, en: `Answer: ${title.en ?? title.ja}` }),
        ...{ icon: 'i-lucide-message-square-quote', text: `{{answer.${key}}}` },
      })),
    ...calculations.map(({ key, title, unit }) => ({
      label: say({ ja: `計算：${title.ja}`, en: `Calculated: ${title.en ?? title.ja}` }),
      ...{ icon: 'i-lucide-calculator', text: `{{value.${key}}}${unit?.ja ?? ''}` },
      ...(unit?.en !== undefined && { en: `{{value.${key}}}${/^[a-z]/i.test(unit.en) ? ' ' : ''}${unit.en}` }),
    })),
    ...hidden.map(({ key, title }) => ({
      label: say({ ja: `リンク：${title.ja}`, en: `Link: ${title.en ?? title.ja}` }),
      ...{ icon: 'i-lucide-link', text: `{{hidden.${key}}}` },
    })),
  ]
}

const variable = /\{\{ *(answer|hidden|value|person)\.([a-z][a-z0-9_]*) *(?:\|[^{}]*)?\}\}/g
/** Longer titles are cut: a text with three of them stays readable. */
const titleMax = 14

/** A text as it is read by staff: what will be filled in is named, not written as it is typed. */
export function shownText(texts: Texts, { questions, calculations = [], hidden = [] }: FormDefinition): string {
  const lists = { answer: questions, value: calculations, hidden }
  return say(texts).replace(variable, (_, kind: string, key: string) => {
    if (kind === 'person') return say({ ja: '［表示名］', en: '[name]' })
    const found = lists[kind as 'answer'].find((one) => one.key === key)
    const letters = [...(found ? say(found.title) : key)]
    const title = letters.length > titleMax ? `${letters.slice(0, titleMax).join('')}…` : letters.join('')
    return say({ ja: `［${title}］`, en: `[${title}]` })
  })
}
