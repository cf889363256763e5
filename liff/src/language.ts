import { inject, type InjectionKey, ref, type Ref, watch } from 'vue'
import { inLanguage, type Language, type Texts } from '../../bot/forms/contract.ts'

const chosenKey = 'musubi:language'

export interface Speech {
  language: Ref<Language>
  say(texts: Texts): string
  /** The person's own choice, which stays. */
  choose(language: Language): void
  /** LINE's language, which gives way to a choice. */
  suggest(tag: string): void
}

export const speechKey: InjectionKey<Speech> = Symbol('speech')
export const useSpeech = (): Speech => inject(speechKey)!

const languageOf = (tag: string): Language => (tag.toLowerCase().startsWith('ja') ? 'ja' : 'en')

/** The language of the page: the person's choice, then LINE's language, then the server's guess, then Japanese. */
export function createSpeech(guess: Language | null): Speech {
  const chosen = localStorage.getItem(chosenKey)
  const language = ref<Language>(chosen === 'ja' || chosen === 'en' ? chosen : (guess ?? 'ja'))
  watch(language, (now) => (document.documentElement.lang = now), { immediate: true })
  return {
    language,
    say: (texts) => inLanguage(texts, language.value),
    choose(wanted) {
      localStorage.setItem(chosenKey, wanted)
      language.value = wanted
    },
    suggest(tag) {
      if (localStorage.getItem(chosenKey) === null) language.value = languageOf(tag)
    },
  }
}
