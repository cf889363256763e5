import type { FormDefinition, Texts } from './contract.ts'
import { endingTells, personalCalculations } from './personal-facts.ts'
import { cutUnits } from './cut-units.ts'
import { unfilled } from './fill-texts.ts'

/** A number that follows from the answers, as the newest version that has it says. */
export interface Calculated {
  key: string
  title: Texts
  unit: Texts | null
  /** Only in versions before the present one. */
  old: boolean
  /** Some version reckons it from an answer that names a person, or from what a link said about them. */
  personal: boolean
}

/** One of the endings: its key and how it begins. */
export interface EndingName {
  key: string
  label: Texts
}

/** What a link may say about who comes. */
interface HiddenName {
  key: string
  title: Texts
  /** Some version says that it names a person. */
  personal: boolean
}

/** What submissions of a form keep beside their answers, in whichever version. */
export interface KeptBeside {
  hidden: HiddenName[]
  calculations: Calculated[]
  endings: EndingName[]
  /** Whether an ending, or with null that there was none, tells something personal in some version. */
  endingTells: (read: string | null) => boolean
}

const labelMax = 40

/** @param definitions of all versions, the present one first */
export function keptBeside(definitions: FormDefinition[]): KeptBeside {
  const hidden = new Map<string, HiddenName>()
  const calculations = new Map<string, Calculated>()
  const endings = new Map<string, EndingName>()
  for (const [age, definition] of definitions.entries()) {
    for (const { key, title, personal = false } of definition.hidden ?? []) {
      const known = hidden.get(key)
      if (known) known.personal ||= personal
      else hidden.set(key, { key, title, personal })
    }
    for (const { key, thanks } of definition.endings ?? [])
      if (!endings.has(key)) endings.set(key, { key, label: beginningOf(thanks, key) })
    const personal = personalCalculations(definition)
    for (const { key, title, unit } of definition.calculations ?? []) {
      const known = calculations.get(key)
      if (known) known.personal ||= personal.has(key)
      else calculations.set(key, { key, title, unit: unit ?? null, old: age > 0, personal: personal.has(key) })
    }
  }
  return {
    hidden: [...hidden.values()],
    calculations: [...calculations.values()],
    endings: [...endings.values()],
    endingTells: (read) => definitions.some((definition) => endingTells(definition, read)),
  }
}

/** How an ending begins; its key, where that is nothing but what is filled in. */
export const beginningOf = ({ ja, en }: Texts, key: string): Texts => ({
  ja: short(ja, key),
  ...(en !== undefined && { en: short(en, key) }),
})
const short = (text: string, key: string) => {
  const [line = ''] = unfilled(text).trim().split('\n')
  return /[^…\s]/.test(line) ? cutUnits(line, labelMax) : key
}
