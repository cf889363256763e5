import type { Texts } from '../forms/in-language.ts'
import type { AttributeType } from './contract.ts'
import type { AttributeValue } from './value.ts'

/** A value as people read it: choices by their labels, as far as those are there still. */
export function valueText(
  { type, options }: { type: AttributeType; options: { key: string; label: Texts }[] },
  value: AttributeValue,
): { ja: string; en: string } {
  if (Array.isArray(value)) {
    const all = value.map((one) => labelOf(options, one))
    return { ja: all.map(({ ja }) => ja).join('、'), en: all.map(({ en }) => en).join(', ') }
  }
  if (type === 'choice') return labelOf(options, String(value))
  if (type === 'yes_no') return value === 'yes' ? { ja: 'はい', en: 'Yes' } : { ja: 'いいえ', en: 'No' }
  if (type === 'date') return sameIn(String(value).replaceAll('-', '/'))
  const text = typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 10 }) : value
  return sameIn(text)
}

const sameIn = (text: string) => ({ ja: text, en: text })

function labelOf(options: { key: string; label: Texts }[], key: string): { ja: string; en: string } {
  const label = options.find((option) => option.key === key)?.label ?? { ja: key }
  return { ja: label.ja, en: label.en ?? label.ja }
}
