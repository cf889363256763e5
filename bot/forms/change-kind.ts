import type { Leaf } from '../conditions/contract.ts'
import { carryOver, type CarriedOver } from './carry-over.ts'
import type { FormDefinition, Question, QuestionKind } from './contract.ts'
import type { FormDraft } from './edit-contract.ts'
import { mapParts } from './map-parts.ts'
import { prefillProblems } from './prefill-problems.ts'
import { renameQuestion } from './rename-question.ts'
import { baseOf, isSameStore, replacingKey } from './same-store.ts'

/** What is known of a form beside its draft. */
export interface KindSetting {
  /** The form's own key. */
  formKey: string
  /** Keys that a question ever had in a published version. */
  usedKeys: readonly string[]
  published: FormDefinition
}

export interface KindChange extends Pick<CarriedOver, 'lost' | 'lostOptions'> {
  draft: FormDraft
  /** The question's key afterwards. */
  key: string
}

/**
 * The form with a question in another kind. What looks at it goes along, and comparisons that mean the same under another name
 * are renamed; what does not fit any more stays as it is, so that the checker shows it.
 *
 * A key that was published keeps its meaning for exports, charts and other systems: answers stand under it in a column of their
 * type, are counted in one way and are read by programs with one type. So the question keeps it only for a kind whose answers are
 * the same (`same-store.ts`); else it gets a new one, and the former counts as removed. Going back before it is published
 * gives the former key back.
 */
export function changeKind(draft: FormDraft, key: string, kind: QuestionKind, setting: KindSetting): KindChange {
  const { definition } = draft
  const at = definition.questions.findIndex((one) => one.key === key)
  const old = definition.questions[at]
  if (!old || old.kind === kind) return { draft, key, lost: [], lostOptions: [] }
  const { question, lost, lostOptions, renamed } = carryOver(old, kind)
  const others = translated({ ...draft, definition: { ...definition, questions: [] } }, old, question, renamed)
  const questions = definition.questions.map((one, place) =>
    translated(place === at ? question : one, old, question, renamed),
  )
  const made = withoutPrefill({ ...others.definition, questions }, at)
  const changed = { ...others, definition: made.definition }
  const wanted = keyFor(definition, old, kind, setting)
  return {
    draft: wanted === key ? changed : renameQuestion(changed, setting.formKey, key, wanted),
    key: wanted,
    lost: made.isLost ? [...lost, 'prefill'] : lost,
    lostOptions,
  }
}

function keyFor({ questions }: FormDefinition, old: Question, kind: QuestionKind, setting: KindSetting): string {
  const { usedKeys, published } = setting
  const isUsed = usedKeys.includes(old.key)
  if (isUsed && isSameStore(old.kind, kind)) return old.key
  const isThere = (key: string) => questions.some((one) => one.key === key)
  const former = published.questions.find(
    (one) =>
      usedKeys.includes(one.key) &&
      !isThere(one.key) &&
      baseOf(one.key) === baseOf(old.key) &&
      isSameStore(one.kind, kind),
  )
  if (former) return former.key
  return isUsed ? replacingKey(old.key, [...usedKeys, ...questions.map((one) => one.key)]) : old.key
}

/** A source that gives no answers of the new kind has nothing to say there. */
function withoutPrefill(definition: FormDefinition, at: number): { definition: FormDefinition; isLost: boolean } {
  const isLost = prefillProblems(definition).some(({ path }) => path === `questions.${at}.prefill`)
  if (!isLost) return { definition, isLost }
  const { prefill: _old, ...question } = definition.questions[at]!
  return { definition: { ...definition, questions: definition.questions.with(at, question as Question) }, isLost }
}

const several: ReadonlySet<QuestionKind> = new Set(['multiple_choice', 'ranking', 'matrix'])
const single: ReadonlySet<QuestionKind> = new Set(['single_choice', 'dropdown', 'yes_no'])

/** Comparisons that mean the same for one answer and for several. */
const toSeveral: Partial<Record<Leaf['is'], Leaf['is']>> = { equals: 'contains', not_equals: 'lacks' }
const toSingle: Partial<Record<Leaf['is'], Leaf['is']>> = { contains: 'equals', lacks: 'not_equals' }

/** Whatever part of a form it is, with its conditions on a question as they read for its new kind. */
function translated<T>(whole: T, old: Question, question: Question, renamed: Record<string, string>): T {
  const names =
    single.has(old.kind) && several.has(question.kind)
      ? toSeveral
      : several.has(old.kind) && single.has(question.kind)
        ? toSingle
        : {}
  const valued = (value: NonNullable<Leaf['value']>): Leaf['value'] =>
    Array.isArray(value)
      ? value.map((one) => renamed[one] ?? one)
      : typeof value === 'string'
        ? (renamed[value] ?? value)
        : value
  const looksAtIt = (part: object | string): part is Leaf =>
    typeof part === 'object' && 'is' in part && 'fact' in part && part.fact === `answer.${old.key}`
  return mapParts(whole, (part) =>
    looksAtIt(part)
      ? {
          ...part,
          is: names[part.is] ?? part.is,
          ...(part.value !== undefined && { value: valued(part.value) }),
        }
      : undefined,
  )
}
