import { liffUrlOf } from '../accounts/liff-url.ts'
import { inLanguage, type Language, type Texts } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import type { Person } from './person.ts'

/**
 * What somebody who sent a form in LIFF reads in the chat: that it arrived, under which number, and where it is changed.
 * Nothing of what they answered: the chat is shown on locked screens.
 */
export function confirmationText(scope: Scope, { definition, number, formKey, more }: Draft, person: Person): string {
  const say = (texts: Texts) => inLanguage(texts, person.language)
  const url = liffUrlOf(scope)
  const { title } = definition
  const lines = [
    say({ ja: `「${title.ja}」を受け付けました。`, en: `“${title.en ?? title.ja}” has arrived.` }),
    say({ ja: `受付番号：${shown(number)}`, en: `Receipt number: ${shown(number)}` }),
    definition.next && say(definition.next),
    more === 'change' &&
      url &&
      say({ ja: `内容の変更：\n${url}/forms/${formKey}`, en: `To change it:\n${url}/forms/${formKey}` }),
  ]
  return lines.filter(Boolean).join('\n')
}

/** As the receipt in LIFF shows it. */
const shown = (number: number | null) => String(number ?? 0).padStart(4, '0')

/** A title is cut where the reminder would not fit into LINE's template. */
const titleMax = 60

/** The words of a reminder; the labels of its buttons have 20 characters at most. */
export function reminderWords(title: string, language: Language) {
  const form = title.length <= titleMax ? title : `${title.slice(0, titleMax - 1)}…`
  const say = (texts: Texts) => inLanguage(texts, language)
  return {
    text: say({
      ja: `「${form}」の回答が途中です。ここまでの内容は保存されています。続きからすぐに再開できます。`,
      en: `“${form}” is not finished. Your answers so far are kept, and you can go on where you stopped.`,
    }),
    goOn: say({ ja: '続きから回答する', en: 'Go on' }),
    stop: say({ ja: '今後このお知らせを受け取らない', en: 'No more reminders' }),
  }
}

/** Said to whoever stopped reminders in the chat. */
export const remindersStoppedText = (language: Language): string =>
  inLanguage(
    {
      ja: '途中の回答についてのお知らせを停止しました。「設定」からいつでも再開できます。',
      en: 'You get no more reminders of unfinished answers. You can turn them on again in Settings.',
    },
    language,
  )
