import type { FormDefinition, Option, Question } from './contract.ts'
import type { FormRule } from '../rules/contract.ts'
import type { FormDraft } from './edit-contract.ts'
import { successors } from './same-store.ts'

/** One difference between two states of a form, as data; the dashboard says it in words. */
export interface DraftChange {
  kind: 'changed' | 'added' | 'removed' | 'moved'
  /** The question it is about, by its key and its title; null: the form itself. */
  question: { key: string; title: string } | null
  /** What of it: `title.ja`, `option.ja`, `required`, `settings.closesAt`; for a whole question `question`. */
  field: string
  /** Which ending, calculation, hidden field, page or option: `field` is then of that one, and `part` when it is about all of it. */
  part?: { list: PartList | 'options'; key: string }
  before: string | null
  after: string | null
}

/** Lists of a definition, beside its questions, whose parts have keys. */
const partLists = ['pages', 'calculations', 'endings', 'hidden'] as const
export type PartList = (typeof partLists)[number]

type Fields = Record<string, unknown>

/** What is different, in the order in which it stands in the form. */
export function changesOf(before: FormDraft, after: FormDraft): DraftChange[] {
  return [
    ...fieldChanges(formItself(before.definition), formItself(after.definition), null),
    ...questionChanges(before.definition.questions, after.definition.questions),
    ...partLists.flatMap((list) => partChanges(list, before.definition[list] ?? [], after.definition[list] ?? [])),
    ...fieldChanges({ settings: before.settings }, { settings: after.settings }, null),
    ...ruleChanges(before.rules, after.rules),
  ]
}

/** What of a definition stands in none of its lists. */
const formItself = (definition: FormDefinition): Fields =>
  Object.fromEntries(Object.entries(definition).filter(([name]) => !['questions', ...partLists].includes(name)))

/** Part by part: a whole one as JSON, which the dashboard says in words; of one that stayed what is different about it. */
function partChanges(list: PartList, old: { key: string }[], now: { key: string }[]): DraftChange[] {
  const whole = (kind: DraftChange['kind'], key: string, before: unknown, after: unknown): DraftChange => ({
    ...{ kind, question: null, field: 'part', part: { list, key }, before: textOf(before), after: textOf(after) },
  })
  const moved = movedKeys(old, now)
  return [
    ...now.flatMap((one, at): DraftChange[] => {
      const was = old.findIndex(({ key }) => key === one.key)
      if (was < 0) return [whole('added', one.key, null, one)]
      const changes = fieldChanges({ ...old[was] }, { ...one }, null)
      return [
        ...(moved.has(one.key) ? [whole('moved', one.key, was + 1, at + 1)] : []),
        ...changes.map((change) => ({ ...change, part: { list, key: one.key } })),
      ]
    }),
    ...old
      .filter(({ key }) => now.every((one) => one.key !== key))
      .map((gone) => whole('removed', gone.key, gone, null)),
  ]
}

/** Rule by rule, as JSON; the dashboard says it in words. */
function ruleChanges(old: FormRule[], now: FormRule[]): DraftChange[] {
  const of = (kind: DraftChange['kind'], before?: FormRule, after?: FormRule): DraftChange => ({
    ...{ kind, question: null, field: 'rule' },
    before: before ? JSON.stringify(before) : null,
    after: after ? JSON.stringify(after) : null,
  })
  return [
    ...now.flatMap((rule) => {
      const earlier = old.find(({ key }) => key === rule.key)
      if (!earlier) return [of('added', undefined, rule)]
      return JSON.stringify(earlier) === JSON.stringify(rule) ? [] : [of('changed', earlier, rule)]
    }),
    ...old.filter(({ key }) => now.every((one) => one.key !== key)).map((gone) => of('removed', gone)),
  ]
}

function questionChanges(old: Question[], now: Question[]): DraftChange[] {
  const about = ({ key, title }: Question) => ({ key, title: title.ja })
  const moved = movedKeys(old, now)
  const replaced = successors(old, now)
  return [
    ...now.flatMap((question, at): DraftChange[] => {
      const earlier = old.find(({ key }) => key === question.key || replaced.get(key) === question)
      if (!earlier) return [whole('added', about(question))]
      const { options: oldOptions = [], rows: oldRows = [], columns: oldColumns = [], ...oldRest } = listsOf(earlier)
      const { options: nowOptions = [], rows: nowRows = [], columns: nowColumns = [], ...nowRest } = listsOf(question)
      return [
        ...(moved.has(question.key)
          ? [{ ...whole('moved', about(question)), before: String(old.indexOf(earlier) + 1), after: String(at + 1) }]
          : []),
        ...fieldChanges(oldRest, nowRest, about(question)),
        ...lineChanges(question.kind === 'order' ? 'item' : 'option', oldOptions, nowOptions, about(question)),
        ...lineChanges('row', oldRows, nowRows, about(question)),
        ...lineChanges('column', oldColumns, nowColumns, about(question)),
      ]
    }),
    ...old
      .filter(({ key }) => !replaced.has(key) && now.every((one) => one.key !== key))
      .map((gone) => whole('removed', about(gone))),
  ]
}

const whole = (kind: DraftChange['kind'], question: DraftChange['question']): DraftChange => ({
  ...{ kind, question, field: 'question', before: null, after: null },
})

type Line = Pick<Option, 'key' | 'label'>
const listsOf = (question: Question) => question as Fields & Partial<Record<'options' | 'rows' | 'columns', Line[]>>

/** What is different about a list of things that are chosen from, or chosen for. */
function lineChanges(
  field: 'option' | 'row' | 'column' | 'item',
  old: Line[],
  now: Line[],
  question: DraftChange['question'],
): DraftChange[] {
  const moved = movedKeys(old, now)
  return [
    ...now.flatMap((option, at): DraftChange[] => {
      const earlier = old.find(({ key }) => key === option.key)
      if (!earlier) return [{ kind: 'added', question, field, before: null, after: option.label.ja }]
      const { label: was, ...oldRest } = earlier
      const { label: is, ...nowRest } = option
      const rest = fieldChanges(oldRest, nowRest, question)
      const renamed = [
        ...fieldChanges({ [field]: was }, { [field]: is }, question),
        // Its points and its picture.
        ...rest.map((change): DraftChange => ({ ...change, part: { list: 'options', key: option.key } })),
      ]
      if (!moved.has(option.key)) return renamed
      return [...renamed, { kind: 'moved', question, field, before: option.label.ja, after: String(at + 1) }]
    }),
    ...old
      .filter(({ key }) => now.every((one) => one.key !== key))
      .map(({ label }): DraftChange => ({ kind: 'removed', question, field, before: label.ja, after: null })),
  ]
}

/** Who stands at another place among those that were there before: what only made room has not moved. */
function movedKeys(old: { key: string }[], now: { key: string }[]): Set<string> {
  const both = (list: { key: string }[], other: { key: string }[]) =>
    list.map(({ key }) => key).filter((key) => other.some((one) => one.key === key))
  const [before, after] = [both(old, now), both(now, old)]
  const stayed = longestCommon(before, after)
  return new Set(after.filter((key) => !stayed.has(key)))
}

/** The longest run of keys that stand in the same order in both lists. */
function longestCommon(a: string[], b: string[]): Set<string> {
  const best = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i]![j] = a[i] === b[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!)
  const common = new Set<string>()
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      common.add(a[i]!)
      i++
      j++
    } else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++
    else j++
  }
  return common
}

/** Texts language by language, everything else as it stands. */
function fieldChanges(old: Fields, now: Fields, question: DraftChange['question'], under = ''): DraftChange[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name): DraftChange[] => {
    const [was, is] = [old[name], now[name]]
    const field = `${under}${name}`
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    if (isNested(was ?? is)) return fieldChanges(asFields(was), asFields(is), question, `${field}.`)
    return [{ kind: 'changed', question, field, before: textOf(was), after: textOf(is) }]
  })
}

/** Texts and settings are told part by part; a condition is told as a whole. */
const isNested = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && ('ja' in value || 'repeat' in value)

const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

const textOf = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** Options that were there and are not any more. */
export const removedOptions = (
  before: FormDefinition,
  after: FormDefinition,
): { question: Question; option: Option }[] =>
  before.questions.flatMap((question) => {
    if (!('options' in question)) return []
    const now = after.questions.find(({ key }) => key === question.key)
    const kept = new Set(now && 'options' in now ? now.options.map(({ key }) => key) : [])
    return question.options.filter(({ key }) => !kept.has(key)).map((option) => ({ question, option }))
  })
