import { type Component, shallowReactive, shallowRef } from 'vue'
import type { Beside } from '../../../bot/forms/beside.ts'
import type { FormDefinition, Language, Option, Question, QuestionKind } from '../../../bot/forms/contract.ts'
import type { Judges, Kinds, Words } from '../../../bot/forms/kinds/kind.ts'
import type { Checked, Problem } from '../../../bot/forms/kinds/problem.ts'
import { persist } from '../persist.ts'
import FormQuestionMultipleChoice from './FormQuestionMultipleChoice.vue'
import FormQuestionRating from './FormQuestionRating.vue'
import FormQuestionShortText from './FormQuestionShortText.vue'
import FormQuestionSingleChoice from './FormQuestionSingleChoice.vue'
import type { Load } from './rare.ts'

/** A field is that of its kind; a choice with pictures has another one. */
export type Field = QuestionKind | 'pictures'
export const fieldOf = (question: Question): Field =>
  'options' in question && question.kind !== 'order' && (question.options as Option[]).some(({ picture }) => picture)
    ? 'pictures'
    : question.kind

/**
 * The kinds that not every form has, each in a chunk of its own: its field and how its answers are judged. All that a form uses is fetched right after
 * its first paint, so that a connection lost on the way does no harm.
 */
const loads: Partial<Record<Field, Load>> = {
  name: () => import('./FormQuestionName.vue'),
  email: () => import('./FormQuestionEmail.vue'),
  phone: () => import('./FormQuestionPhone.vue'),
  address: () => import('./FormQuestionAddress.vue'),
  birthday: () => import('./FormQuestionBirthday.vue'),
  long_text: () => import('./FormQuestionLongText.vue'),
  number: () => import('./FormQuestionNumber.vue'),
  date: () => import('./FormQuestionDate.vue'),
  time: () => import('./FormQuestionTime.vue'),
  date_time: () => import('./FormQuestionDateTime.vue'),
  dropdown: () => import('./FormQuestionDropdown.vue'),
  yes_no: () => import('./FormQuestionYesNo.vue'),
  nps: () => import('./FormQuestionNps.vue'),
  member_id: () => import('./FormQuestionMemberId.vue'),
  consent: () => import('./FormQuestionConsent.vue'),
  statement: () => import('./FormQuestionStatement.vue'),
  file: () => import('./FormQuestionFile.vue'),
  pictures: () => import('./FormQuestionPictures.vue'),
}

const keepTrying = <T>(load: () => Promise<T>) => persist(load, () => {})

export type Rest = typeof import('./rest.ts')

/** What every form needs after its first question; null until it has come. */
export const rest = shallowRef<Rest | null>(null)
/** The fields that are here: at first of what forms begin with, mostly; the other kinds come a moment later. */
export const fields = shallowReactive<Partial<Record<Field, Component>>>({
  short_text: FormQuestionShortText,
  single_choice: FormQuestionSingleChoice,
  multiple_choice: FormQuestionMultipleChoice,
  rating: FormQuestionRating,
})

const judges: Judges = {}
const words = shallowReactive<Words>({})
function learn(known: Kinds | undefined) {
  Object.assign(judges, known?.judges)
  Object.assign(words, known?.words)
}

let coming: Promise<Rest> | null = null
export const fetchRest = (): Promise<Rest> => (coming ??= keepTrying(() => import('./rest.ts')).then(takeRest))

function takeRest(come: Rest): Rest {
  learn(come.commonKinds)
  return (rest.value = come)
}

/** Pages in the place of a form; null until one of them was asked for and has come. */
export const sides = shallowRef<typeof import('./sides.ts') | null>(null)
export const fetchSides = async () => (sides.value ??= await keepTrying(() => import('./sides.ts')))

const kindsComing: Partial<Record<Field, Promise<unknown>>> = {}

/** Resolves when questions of a kind can be shown and judged. */
export const fetchKind = (kind: Field): Promise<unknown> =>
  (kindsComing[kind] ??= Promise.all([fetchRest(), fetchLater(kind)]))

async function fetchLater(kind: Field) {
  const load = loads[kind] ?? (await rareLoad(kind))
  if (!load) return
  const { default: field, kinds } = await keepTrying(load)
  learn(kinds)
  fields[kind] = field
}

/** Few forms have these: even where they are, and how their answers are said, is only asked for a form that has one. */
export const rare = shallowRef<typeof import('./rare.ts') | null>(null)
async function rareLoad(kind: Field): Promise<Load | undefined> {
  await fetchRest()
  if (kind in fields) return undefined
  rare.value ??= await keepTrying(() => import('./rare.ts'))
  return rare.value.rareLoads[kind as QuestionKind]
}

/** All that a form will need on its way, in the order of its questions. */
export const fetchKindsOf = ({ questions }: Pick<FormDefinition, 'questions'>): Promise<unknown> =>
  Promise.all([fetchRest(), ...questions.map((one) => fetchKind(fieldOf(one)))])

/** Scores, calculations, comparisons of answers and texts with variables; null until they have come, which they do only for forms that have them. */
export const figures = shallowRef<typeof import('./figures.ts') | null>(null)
export function needsFigures(definition: FormDefinition): boolean {
  const written = JSON.stringify(definition)
  // What a condition sees of an answer with parts, a name or a row of a matrix, is worked out there, too.
  const looksAtParts = ({ key, kind }: Question) =>
    /^(name|email|phone|address|birthday|member_id|location|matrix|slot|order)$/.test(kind) &&
    written.includes(`"answer.${key}"`)
  return (
    /\{\{|"(value|score|age|first|item)\.|"shown":true|"compared":/.test(written) ||
    definition.questions.some(looksAtParts)
  )
}
export const fetchFigures = async () => {
  const come = await keepTrying(() => import('./figures.ts'))
  learn(come.comparedKind)
  figures.value = come
}

/** Whether a value answers a question; undefined while nobody can say, because what judges the kind has not come. */
export function checkAnswer(question: Question, value: unknown, today: string, beside?: Beside): Checked | undefined {
  const checked = rest.value?.judged(judges, question, value, today, beside?.now)
  return (checked && beside && figures.value?.checkedBeside(question, checked, beside.other)) ?? checked
}

/** What is wrong, in one sentence without its last full stop; undefined while the words have not come. */
export const problemText = (problem: Problem, language: Language): string | undefined =>
  rest.value?.said(words, problem, language)
