import type { FormDefinition } from '../../../bot/forms/contract.ts'
import { speaksEnglish } from '../../../bot/forms/text-problems.ts'
import type { Texts } from '../language.ts'

/**
 * Words that something begins with. A form that speaks no English gets none: nobody would see them while they rewrite the
 * Japanese ones, and every other text would seem to lack its English.
 */
export const freshTexts = (definition: FormDefinition, ja: string, en: string): Texts =>
  speaksEnglish(definition) ? { ja, en } : { ja }
