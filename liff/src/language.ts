import { inject, type InjectionKey, ref, type Ref, watch } from 'vue'
import { inLanguage, type Language, type Texts } from '../../bot/forms/contract.ts'
import type { Api } from './api.ts'

const chosenKey = 'musubi:language'
/** Stands while the server has not heard of the choice: it was made before anybody was known, or the connection was lost. */
const untoldKey = 'musubi:language-untold'

export interface Speech {
  language: Ref<Language>
  say(texts: Texts): string
  /** The person's own choice, which stays: in this browser at once, and on the server for the chat and every other device. */
  choose(language: Language): void
  /** What the server knows as the person's choice; it may be newer than what this browser keeps. */
  learn(chosen: Language | null): void
  /** LINE's language, which gives way to a choice. */
  suggest(tag: string): void
}

export const speechKey: InjectionKey<Speech> = Symbol('speech')
export const useSpeech = (): Speech => inject(speechKey)!

const languageOf = (tag: string): Language => (tag.toLowerCase().startsWith('ja') ? 'ja' : 'en')

/** The language of the page: the person's choice, then LINE's language, then the server's guess, then Japanese. */
export function createSpeech(guess: Language | null, api: Pick<Api, 'call'>): Speech {
  const kept = localStorage.getItem(chosenKey)
  const language = ref<Language>(kept === 'ja' || kept === 'en' ? kept : (guess ?? 'ja'))
  watch(language, (now) => (document.documentElement.lang = now), { immediate: true })

  function keep(wanted: Language) {
    localStorage.setItem(chosenKey, wanted)
    language.value = wanted
  }
  function tell(wanted: Language) {
    localStorage.setItem(untoldKey, wanted)
    api.call('PUT', '/me/language', { language: wanted }).then(
      () => localStorage.removeItem(untoldKey),
      // The choice holds in this browser, and is told when the next page opens.
      () => {},
    )
  }
  if (localStorage.getItem(untoldKey) !== null) tell(language.value)

  return {
    language,
    say: (texts) => inLanguage(texts, language.value),
    choose(wanted) {
      keep(wanted)
      tell(wanted)
    },
    learn(chosen) {
      if (chosen !== null && localStorage.getItem(untoldKey) === null) keep(chosen)
    },
    suggest(tag) {
      if (localStorage.getItem(chosenKey) === null) language.value = languageOf(tag)
    },
  }
}
