import type { FormDefinition, Language } from '../../../bot/forms/contract.ts'

/** What the dashboard sends into the frame, as often as something changes. */
export interface PreviewOrder {
  musubi: 'preview'
  definition: FormDefinition
  language: Language
  accountId: string
  accountName: string
  /** The question that is being edited is the one that is shown; null leaves the frame where it is. */
  question: string | null
  /** Counts up to begin anew, with no answers. */
  round: number
  /** As on a phone that is set to large letters. */
  large: boolean
}

/** What the frame tells: that it listens, or which question is on screen; null at the end of the form. */
export type PreviewNews = { musubi: 'preview'; ready: true } | { musubi: 'preview'; shown: string | null }
