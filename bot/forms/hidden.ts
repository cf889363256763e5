import type { FormDefinition } from './contract.ts'

/** Longer values are cut: a link is no letter. */
const hiddenMax = 200

/** What a link says, as far as the form asks for it; nothing else of the address is kept. */
export function hiddenIn({ hidden = [] }: FormDefinition, said: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    hidden.flatMap(({ key }) => {
      const value = Object.hasOwn(said, key) ? said[key] : undefined
      const text =
        typeof value === 'string' ? [...value.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, hiddenMax).join('') : ''
      return text === '' ? [] : [[key, text]]
    }),
  )
}
