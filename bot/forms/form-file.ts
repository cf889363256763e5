import * as v from 'valibot'
import { formDefinitionSchema, type FormDefinition, type Option } from './contract.ts'
import { problemOf, problemsOf } from './definition-problems.ts'
import { formSettingsSchema, plainSettings, type FormDraft } from './edit-contract.ts'
import type { DefinitionProblem } from './problem-contract.ts'
import { formRulesSchema } from '../rules/contract.ts'
import { under } from './under.ts'

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
  if (!checked.success) return { problems: checked.issues.map(problemOf) }
  const own = v.safeParse(formSettingsSchema, settings)
  const kept = own.success ? { ...own.output, keyword: null, opensAt: null, closesAt: null } : plainSettings
  const named = rulesWithoutNames(rules)
  const drawn = withoutPictures(checked.output)
  const shaped = v.safeParse(formRulesSchema, named.rules)
  if (!shaped.success)
    return { problems: shaped.issues.map(problemOf).map((one) => ({ ...one, path: dotted('rules', one.path) })) }
  const draft: FormDraft = { definition: drawn.definition, settings: kept, rules: shaped.output }
  const problems = problemsOf(draft)
  return problems.length > 0 ? { problems } : { draft, foreign: [...named.foreign, ...drawn.foreign] }
}

const dotted = (...parts: string[]) => parts.filter(Boolean).join('.')

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
    const undrawn = <One extends Pick<Option, 'label' | 'picture'>>({ picture, ...option }: One) => {
      if (picture !== undefined) foreign.push({ kind: 'picture', name: option.label.ja })
      return option
    }
    if (question.kind === 'order') return { ...question, options: question.options.map(undrawn) }
    if (question.kind !== 'single_choice' && question.kind !== 'multiple_choice') return question
    return { ...question, options: question.options.map(undrawn) }
  })
  return { definition: { ...definition, questions }, foreign }
}

/**
 * Rules that need nothing of this installation; those that do lose that part, which is named. Nobody has looked at them yet:
 * what is no rule at all stays, so that it is told.
 */
function rulesWithoutNames(rules: unknown = []): { rules: unknown; foreign: ForeignName[] } {
  if (!Array.isArray(rules)) return { rules, foreign: [] }
  const foreign: ForeignName[] = []
  const kept = rules.flatMap((rule: unknown) => {
    if (!isObject(rule) || !Array.isArray(rule['deeds'])) return [rule]
    const deeds = rule['deeds'].flatMap((deed: unknown): unknown[] => {
      if (!isObject(deed)) return [deed]
      const name = foreignName(deed)
      if (name) foreign.push(name)
      if (deed['do'] !== 'notify_staff') return name ? [] : [deed]
      const { staff: _theirs, ...anybody } = deed
      return [anybody]
    })
    return deeds.length > 0 ? [{ ...rule, deeds }] : []
  })
  return { rules: kept, foreign }
}

/** By which part of a deed something of the installation is named. */
const namedBy: Record<string, { part: string; kind: ForeignName['kind'] }> = {
  add_tag: { part: 'tag', kind: 'tag' },
  remove_tag: { part: 'tag', kind: 'tag' },
  set_attribute: { part: 'attribute', kind: 'attribute' },
  show_menu: { part: 'menu', kind: 'menu' },
  call_webhook: { part: 'endpoint', kind: 'endpoint' },
  notify_staff: { part: 'staff', kind: 'staff' },
}

function foreignName(deed: Record<string, unknown>): ForeignName | null {
  const named = under(namedBy, String(deed['do']))
  const name = named && [deed[named.part]].flat().filter((one) => typeof one === 'string')
  return named && name?.length ? { kind: named.kind, name: name.join(', ') } : null
}
