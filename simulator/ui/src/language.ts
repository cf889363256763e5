import { ref, watchEffect } from 'vue'
import type { Language } from '../../shapes.ts'

const KEY = 'simulator.language'

const guessed: Language = navigator.language.startsWith('ja') ? 'ja' : 'en'
const kept = localStorage.getItem(KEY)

/** The language of the desk, not of the people on it. */
export const language = ref<Language>(kept === 'ja' || kept === 'en' ? kept : guessed)

watchEffect(() => {
  document.documentElement.lang = language.value
  localStorage.setItem(KEY, language.value)
})

/** The text in the language of the desk. */
export const t = (texts: { ja: string; en: string }): string => texts[language.value]

export const timeOf = (at: number): string =>
  new Date(at).toLocaleTimeString(language.value, { hour: 'numeric', minute: '2-digit' })
export const secondsOf = (at: number): string => new Date(at).toLocaleTimeString(language.value, { hour12: false })
export const momentOf = (at: number): string =>
  new Date(at).toLocaleString(language.value, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
