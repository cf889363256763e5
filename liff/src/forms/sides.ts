/** The pages in the place of a form, which most people never see: one chunk, asked for when one of them is to be shown. */
export { default as EntrancePage } from '../entrance/EntrancePage.vue'
export { default as FormAnsweredPage } from './FormAnsweredPage.vue'
export { default as FormMemberPage } from './FormMemberPage.vue'
export { default as FormShutPage } from './FormShutPage.vue'
export { default as FormTalkPage } from './FormTalkPage.vue'
export { default as NotFoundPage } from '../home/NotFoundPage.vue'
