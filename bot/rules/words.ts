import { shownNumber } from '../forms/receipt-number.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { inLanguage, type FormDefinition, type Language, type Texts } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { endingFor } from '../forms/ending-for.ts'
import { filledText, type Filling } from '../forms/fill-texts.ts'
import type { Scope } from '../scope.ts'
import type { Person } from './person.ts'
import { cutUnits } from '../forms/cut-units.ts'

/** A text of a rule as this person reads it. */
export const said = (definition: FormDefinition, texts: Texts, filling: Filling, language: Language): string =>
  inLanguage(filledText(definition, texts, filling), language)

/**
 * What somebody who sent a form in LIFF reads in the chat: the thanks, under which number it arrived, what comes next, and
 * where it is changed. Nothing of what they answered: the chat is shown on locked screens.
 */
export function confirmationText(scope: Scope, submission: Draft, { language, name }: Person): string {
  const { definition, answers, number, formKey, more } = submission
  const ending = endingFor(definition, answers, submission)
  const { thanks, next = null } = ending ?? definition
  const own = (texts: Texts | null) =>
    texts && said(definition, namingNobody(texts) ?? arrived, { answers: {}, name }, language)
  const url = liffUrlOf(scope)
  const lines = [
    own(thanks),
    '',
    `${own(definition.title)}`,
    inLanguage({ ja: `受付番号：${shownNumber(number)}`, en: `Receipt number: ${shownNumber(number)}` }, language),
    next && namingNobody(next) && own(next),
    more === 'change' &&
      url &&
      inLanguage(
        { ja: `内容の変更：\n${url}/forms/${formKey}`, en: `To change it:\n${url}/forms/${formKey}` },
        language,
      ),
  ]
  return lines.filter((line) => typeof line === 'string').join('\n')
}

const arrived: Texts = { ja: '受け付けました。', en: 'Your answers have arrived.' }

/** What is filled in from answers, without words for where they are unknown. */
const fromAnswers = /\{\{ *(?:answer|value|hidden)\.[a-z][a-z0-9_]* *\}\}/

/** A text without the sentences that would say something of the answers; null when none is left. */
export function namingNobody({ ja, en }: Texts): Texts | null {
  const kept = (text: string) =>
    text
      .split(/(?<=[。！？!?\n]|\. )/)
      .filter((sentence) => !fromAnswers.test(sentence))
      .join('')
      .trim()
  const [japanese, english] = [kept(ja), en === undefined ? '' : kept(en)]
  if (japanese === '') return null
  // Whoever reads English is told in English, also where only the Japanese says something without the answers.
  return { ja: japanese, ...(en !== undefined && { en: english || inLanguage(arrived, 'en') }) }
}

/** A title is cut where the reminder would not fit into LINE's template. */
const titleMax = 60

/** The words of a reminder; the labels of its buttons have 20 characters at most. */
export function reminderWords(title: string, language: Language) {
  const form = cutUnits(title, titleMax)
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
