import { type Component, shallowReactive, shallowRef } from 'vue'
import type { FormDefinition, QuestionKind } from '../../../bot/forms/contract.ts'
import { persist } from '../persist.ts'
import { hasCheckPage } from './check-page.ts'

type Load = () => Promise<{ default: Component }>

/**
 * What the first page of most forms does not need, each in a chunk of its own. All that a form uses is fetched right after its first paint, so that a
 * connection lost on the way does no harm.
 */
const loads = {
  long_text: () => import('./FormQuestionLongText.vue'),
  number: () => import('./FormQuestionNumber.vue'),
  date: () => import('./FormQuestionDate.vue'),
  name: () => import('./FormQuestionName.vue'),
  email: () => import('./FormQuestionEmail.vue'),
  phone: () => import('./FormQuestionPhone.vue'),
  address: () => import('./FormQuestionAddress.vue'),
  birthday: () => import('./FormQuestionBirthday.vue'),
  time: () => import('./FormQuestionTime.vue'),
  date_time: () => import('./FormQuestionDateTime.vue'),
  dropdown: () => import('./FormQuestionDropdown.vue'),
  yes_no: () => import('./FormQuestionYesNo.vue'),
  nps: () => import('./FormQuestionNps.vue'),
  member_id: () => import('./FormQuestionMemberId.vue'),
  consent: () => import('./FormQuestionConsent.vue'),
  statement: () => import('./FormQuestionStatement.vue'),
  file: () => import('./FormQuestionFile.vue'),
  checkPage: () => import('./FormCheckPage.vue'),
} satisfies Partial<Record<QuestionKind | 'checkPage', Load>>

type Later = keyof typeof loads
const isLater = (name: string): name is Later => name in loads

export type Rest = typeof import('./rest.ts')

/** What every form needs after its first question; null until it has come. */
export const rest = shallowRef<Rest | null>(null)
let coming: Promise<Rest> | null = null

export const fetchRest = (): Promise<Rest> =>
  (coming ??= persist(
    () => import('./rest.ts'),
    () => {},
  ).then((come) => (rest.value = come)))

/** What has come so far; a part that is missing is on its way. */
export const laterParts = shallowReactive<Record<string, Component | undefined>>({})
const asked = new Set<Later>()

/** Asks for one part until it comes. */
export function fetchPart(name: string) {
  if (!isLater(name) || asked.has(name)) return
  asked.add(name)
  const load: Load = loads[name]
  void persist(load, () => {}).then(({ default: part }) => (laterParts[name] = part))
}

/** All that a form will need on its way, the most needed first. */
export function fetchPartsOf(definition: FormDefinition) {
  void fetchRest()
  for (const { kind } of definition.questions) fetchPart(kind)
  if (hasCheckPage(definition)) fetchPart('checkPage')
}
