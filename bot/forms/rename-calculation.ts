import type { FormDraft } from './edit-contract.ts'
import { mapParts } from './map-parts.ts'

/**
 * The same form with another key for a calculation, wherever it is named: in conditions, formulas, texts and rules. Only for one
 * that was never published, because its numbers are kept under the key.
 */
export function renameCalculation(draft: FormDraft, from: string, to: string): FormDraft {
  const { definition, ...rest } = mapParts(draft, (part) => {
    if (typeof part === 'string')
      return part === `value.${from}`
        ? `value.${to}`
        : part.replace(/(\{\{ *value\.)(\w+)/g, (whole, before: string, key: string) =>
            key === from ? before + to : whole,
          )
    const isNamed = 'from' in part && part.from === 'calculation' && 'key' in part && part.key === from
    return isNamed ? { ...part, key: to } : undefined
  })
  const calculations = definition.calculations?.map((one) => (one.key === from ? { ...one, key: to } : one))
  return { ...rest, definition: { ...definition, ...(calculations && { calculations }) } }
}
