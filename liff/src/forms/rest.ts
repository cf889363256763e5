/**
 * All that a form needs when its first question is on screen: how the plain kinds are judged, its check page and its
 * receipt. One chunk, fetched right after the first paint, so that the receipt appears also when the connection is lost meanwhile.
 */
export { commonKinds } from '../../../bot/forms/kinds/common.ts'
export { judged, said } from '../../../bot/forms/kinds/kind.ts'
export { numberMeant } from '../../../bot/forms/meant/number.ts'
export { default as FormCheckPage } from './FormCheckPage.vue'
export { default as FormThanksPage } from './FormThanksPage.vue'
export { boundsHint } from './bounds-hint.ts'
export { noticeTexts } from './notice-texts.ts'
