/**
 * All that a form needs when its first question is on screen: judging answers, and the pages at its end. One chunk,
 * fetched right after the first paint, so that the receipt appears also when the connection is lost meanwhile.
 */
export { checkAnswer, problemText } from '../../../bot/forms/check.ts'
export { readAnswer } from '../../../bot/forms/read.ts'
export { default as EntrancePage } from '../entrance/EntrancePage.vue'
export { default as FormAnsweredPage } from './FormAnsweredPage.vue'
export { default as FormMemberPage } from './FormMemberPage.vue'
export { default as FormShutPage } from './FormShutPage.vue'
export { default as FormTalkPage } from './FormTalkPage.vue'
export { default as FormThanksPage } from './FormThanksPage.vue'
