import type { FormDefinition, Texts } from '../contract.ts'
import type { FormSettingsDraft } from '../edit-contract.ts'

/** A form to begin with. Its words can stand as they are; whoever takes it changes them. */
export interface FormTemplate {
  /** Proposed as the key of the form. */
  key: string
  name: Texts
  /** What it is good for. */
  about: Texts
  definition: FormDefinition
  settings: Pick<FormSettingsDraft, 'repeat'>
}

export const texts = (ja: string, en: string): Texts => ({ ja, en })
export const option = (key: string, ja: string, en: string) => ({ key, label: texts(ja, en) })
