import { ref, watchEffect } from 'vue'
import { keep, kept } from './storage.ts'

export type Language = 'ja' | 'en'

/** A text of ours in both languages, or a company's text, which may be Japanese only. */
export interface Texts {
  ja: string
  en?: string | undefined
}

export const language = ref<Language>(chosenLanguage())

function chosenLanguage(): Language {
  const chosen = kept('language')
  if (chosen === 'ja' || chosen === 'en') return chosen
  return navigator.languages.some((tag) => tag.startsWith('ja')) || !navigator.language.startsWith('en') ? 'ja' : 'en'
}

watchEffect(() => {
  document.documentElement.lang = language.value
})

/** Changes the language of the dashboard, here and next time. */
export function speak(chosen: Language): void {
  language.value = chosen
  keep('language', chosen)
}

/** The text in the language of the person at the screen; Japanese where there is no English. */
export const say = (texts: Texts): string => texts[language.value] ?? texts.ja
