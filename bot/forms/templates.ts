import { plainSettings, type FormDraft } from './edit-contract.ts'
import { lunches } from './templates/lunches.ts'
import { member } from './templates/member.ts'
import { nps } from './templates/nps.ts'
import { sample } from './templates/sample.ts'
import { satisfaction } from './templates/satisfaction.ts'
import { seminar } from './templates/seminar.ts'
import type { FormTemplate } from './templates/template.ts'
import { visit } from './templates/visit.ts'

export type { FormTemplate } from './templates/template.ts'

/** Forms to begin with, the most wanted first. */
export const formTemplates: FormTemplate[] = [satisfaction, visit, seminar, lunches, sample, member, nps]

/** What a form begins with that is made of a template. */
export const draftOf = ({ definition, settings }: FormTemplate): FormDraft => ({
  ...{ definition: structuredClone(definition), rules: [] },
  settings: { ...plainSettings, ...settings },
})

/** What a form begins with that is made of nothing: one question, so that there is something to see, and Japanese alone. */
export const blankDraft = (title: { ja: string }): FormDraft => ({
  definition: {
    ...{ title, thanks: { ja: 'ご回答ありがとうございました。' } },
    questions: [{ kind: 'short_text', key: 'short_text', title: { ja: 'ひとことで教えてください' }, required: true }],
  },
  ...{ settings: plainSettings, rules: [] },
})
