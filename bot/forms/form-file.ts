import * as v from 'valibot'
import { formDefinitionSchema, type FormDefinition } from './contract.ts'
import { problemsOf } from './definition-problems.ts'
import { formSettingsSchema, plainSettings, type FormDraft } from './edit-contract.ts'
import type { DefinitionProblem } from './problem-contract.ts'
import type { RuleDeed } from '../rules/contract.ts'

/** The first version of the file; a later one that says something else counts on. */
const version = 1

/** Longer files are not read: no form that fits its contract is so long. */
export const fileLengthMax = 600_000

/** Something of another installation that a file names: it has to be chosen anew. */
export interface ForeignName {
  kind: 'tag' | 'attribute' | 'menu' | 'endpoint' | 'staff' | 'picture'
  name: string
}

/** Why a file is not taken: as a whole, or with the places in it. */
export type FileRefusal = { reason: 'no_json' | 'no_form' | 'newer' | 'too_long' } | { problems: DefinitionProblem[] }

/** A form as a file that any Musubi reads: its questions, settings and rules, and nothing of the people who answered. */
export const formFile = ({ definition, settings, rules }: FormDraft): string =>
  `${JSON.stringify({ musubi: 'form', version, definition, settings, rules }, null, 2)}\n`

/**
 * What a file says. Keywords and times are not taken over: they belong to the shop that wrote it. Neither are rules that
 * name what another installation has; those are told.
 */
export function readFormFile(text: string): { draft: FormDraft; foreign: ForeignName[] } | FileRefusal {
  if (text.length > fileLengthMax) return { reason: 'too_long' }
  const read = parsed(text)
  if (read === undefined) return { reason: 'no_json' }
  const { musubi, version: written, definition, settings, rules } = read
  if (musubi !== 'form' || typeof written !== 'number') return { reason: 'no_form' }
  if (written > version) return { reason: 'newer' }
  const checked = v.safeParse(formDefinitionSchema, definition)
  if (!checked.success && !isObject(definition)) return { reason: 'no_form' }
  if (!checked.success) return { problems: checked.issues.map(problemAt) }
  const own = v.safeParse(formSettingsSchema, settings)
  const kept = own.success ? { ...own.output, keyword: null, opensAt: null, closesAt: null } : plainSettings
  const named = rulesWithoutNames(rules)
  const drawn = withoutPictures(checked.output)
  const draft: FormDraft = { definition: drawn.definition, settings: kept, rules: named.rules }
  const problems = problemsOf(draft)
  return problems.length > 0 ? { problems } : { draft, foreign: [...named.foreign, ...drawn.foreign] }
}

const problemAt = (issue: v.BaseIssue<unknown>): DefinitionProblem => ({
  ...{ path: v.getDotPath(issue) ?? '', severity: 'error' },
  ...(issue.type === 'max_length'
    ? { code: 'too_long', about: String(issue.requirement) }
    : { code: issue.type === 'min_length' && issue.input === '' ? 'empty' : 'invalid' }),
})

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Pictures stay where they were uploaded: an option that had one is named by its label. */
function withoutPictures(definition: FormDefinition): { definition: FormDefinition; foreign: ForeignName[] } {
  const foreign: ForeignName[] = []
  const questions = definition.questions.map((question) => {
    if (question.kind !== 'single_choice' && question.kind !== 'multiple_choice') return question
    const options = question.options.map(({ picture, ...option }) => {
      if (picture !== undefined) foreign.push({ kind: 'picture', name: option.label.ja })
      return option
    })
    return { ...question, options }
  })
  return { definition: { ...definition, questions }, foreign }
}

/** Rules that need nothing of this installation; those that do lose that part, which is named. */
function rulesWithoutNames(rules: unknown): { rules: FormDraft['rules']; foreign: ForeignName[] } {
  const foreign: ForeignName[] = []
  const kept = (Array.isArray(rules) ? (rules as FormDraft['rules']) : []).flatMap((rule) => {
    const deeds = (Array.isArray(rule?.deeds) ? rule.deeds : []).flatMap((deed): RuleDeed[] => {
      const name = foreignName(deed)
      if (name) foreign.push(name)
      if (deed.do === 'notify_staff') return [{ do: 'notify_staff', byMail: deed.byMail }]
      return name ? [] : [deed]
    })
    return deeds.length > 0 ? [{ ...rule, deeds }] : []
  })
  return { rules: kept, foreign }
}

function foreignName(deed: RuleDeed): ForeignName | null {
  switch (deed.do) {
    case 'add_tag':
    case 'remove_tag':
      return { kind: 'tag', name: deed.tag }
    case 'set_attribute':
      return { kind: 'attribute', name: deed.attribute }
    case 'show_menu':
      return deed.menu === null ? null : { kind: 'menu', name: deed.menu }
    case 'call_webhook':
      return { kind: 'endpoint', name: deed.endpoint }
    case 'notify_staff':
      return deed.staff?.length ? { kind: 'staff', name: deed.staff.join(', ') } : null
    case 'send_message':
      return null
  }
}
