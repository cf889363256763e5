import { inLanguage, type Earlier, type Language, type Opening, type Texts } from '../forms/contract.ts'
import { shownNumber } from '../forms/receipt-number.ts'
import { sumText, type ShownNumber } from '../forms/shown-numbers.ts'

/** A moment as people in Japan say it, with the day of the week: LINE tells no time zone. */
function momentInJapan(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'Asia/Tokyo',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(time)
}

/** Why a form takes no answers, in words; null when it does. */
export function openingText(opening: Opening, title: Texts, language: Language): string | null {
  const form = inLanguage(title, language)
  const say = (ja: string, en: string) => inLanguage({ ja, en }, language)
  switch (opening.kind) {
    case 'open':
      return null
    case 'not_yet': {
      const from = momentInJapan(opening.opensAt, language)
      return say(`「${form}」の受付は${from}からです。`, `“${form}” opens on ${from} (Japan time).`)
    }
    case 'closed': {
      if (opening.since === null) return say(`「${form}」は受付を終了しました。`, `“${form}” no longer takes answers.`)
      const at = momentInJapan(opening.since, language)
      return say(`「${form}」は${at}に受付を終了しました。`, `“${form}” closed on ${at} (Japan time).`)
    }
    case 'full':
      return say(`「${form}」は定員に達したため、受付を終了しました。`, `“${form}” is full and takes no more answers.`)
  }
}

/** Said to somebody who was in the middle. */
export const keptText = (language: Language): string =>
  inLanguage(
    {
      ja: 'ここまでのご回答は保存されていますが、送信はされていません。',
      en: 'Your answers so far are kept, but they were not sent.',
    },
    language,
  )

/**
 * Said to somebody who has answered.
 * @param link where what was sent can be changed; null: it stands
 */
export function answeredText(
  { number }: Pick<Earlier, 'number'>,
  title: Texts,
  { language, link }: { language: Language; link: string | null },
): string {
  const form = inLanguage(title, language)
  const answered = inLanguage(
    {
      ja: `「${form}」には回答済みです（受付番号 ${shownNumber(number)}）。ありがとうございました。`,
      en: `You have already answered “${form}” (receipt number ${shownNumber(number)}). Thank you.`,
    },
    language,
  )
  if (link === null) return answered
  const change = { ja: `内容の変更はこちらから：\n${link}`, en: `To change your answers:\n${link}` }
  return `${answered}\n${inLanguage(change, language)}`
}

/** Said to somebody of whom everything is known that a form would ask. */
export const allKnownText = (title: Texts, language: Language): string =>
  inLanguage(
    {
      ja: `「${title.ja}」でおたずねすることは、すべてうかがっています。ありがとうございます。`,
      en: `We already know all that “${title.en ?? title.ja}” would ask. Thank you.`,
    },
    language,
  )

/** Said to a member who wants to register. */
export const memberText = (title: Texts, language: Language): string =>
  inLanguage(
    {
      ja: `すでに会員としてつながっているため、「${title.ja}」の手続きは必要ありません。`,
      en: `You are linked as a member already, so you do not need “${title.en ?? title.ja}”.`,
    },
    language,
  )

/**
 * Said under the thanks, what LIFF shows on its receipt: the numbers to keep, and what comes next.
 * @param link where it can be seen and cancelled; null: it stands
 */
export function receiptText(
  {
    number,
    memberId,
    figures,
    next,
    waits,
    link,
  }: {
    number: number
    memberId: string | null
    figures: ShownNumber[]
    next: Texts | null
    waits: boolean
    link: string | null
  },
  language: Language,
): string {
  const say = (ja: string, en: string) => inLanguage({ ja, en }, language)
  const lines = [
    memberId && say(`あなたの会員番号は ${memberId} です。`, `Your member number is ${memberId}.`),
    waits &&
      say(
        'キャンセル待ちとして受け付けました。空きが出ましたらご連絡します。',
        'You are on the waiting list. We will tell you when there is a place.',
      ),
    say(`受付番号は ${shownNumber(number)} です。`, `Your receipt number is ${shownNumber(number)}.`),
    ...figures.map((sum) => sumText(sum, language)),
    next && inLanguage(next, language),
    link && say(`内容の確認・取り消しはこちらから：\n${link}`, `To see or cancel it:\n${link}`),
  ]
  return lines.filter(Boolean).join('\n')
}
