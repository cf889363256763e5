import type { Component } from 'vue'
import type { QuestionKind } from '../../../bot/forms/contract.ts'
import type { Kinds } from '../../../bot/forms/kinds/kind.ts'

export { rareAnswerText } from '../../../bot/forms/rare-answer-text.ts'

export type Load = () => Promise<{ default: Component; kinds?: Kinds }>

/** Where the kinds are that few forms have; of no weight for a form without them, not even by their names. */
export const rareLoads: Partial<Record<QuestionKind, Load>> = {
  ranking: () => import('./FormQuestionRanking.vue'),
  matrix: () => import('./FormQuestionMatrix.vue'),
  location: () => import('./FormQuestionLocation.vue'),
  signature: () => import('./FormQuestionSignature.vue'),
  slider: () => import('./FormQuestionSlider.vue'),
  slot: () => import('./FormQuestionSlot.vue'),
  order: () => import('./FormQuestionOrder.vue'),
  money: () => import('./FormQuestionMoney.vue'),
}
