import { cancelDay } from '../../../bot/slots/may-cancel.ts'
import type { FormSettingsDraft } from '../../../bot/forms/edit-contract.ts'
import { say, type Texts } from '../language.ts'
import { dateTime } from '../time.ts'

export const repeatWords: Record<FormSettingsDraft['repeat'], Texts> = {
  once: { ja: '1人1回', en: 'Once' },
  edit: { ja: '1人1回（あとから変更できる）', en: 'Once, with changes' },
  many: { ja: '何回でも', en: 'As often as they like' },
}

export const confirmationWords: Record<FormSettingsDraft['confirmation'], Texts> = {
  free: { ja: '無料で送れるときだけ知らせる', en: 'Only where it costs nothing' },
  push: { ja: '1通分を使っても知らせる', en: 'Also where it costs a message' },
  none: { ja: '知らせない', en: 'Not at all' },
}

/** One setting as it is read; undefined where its value speaks for itself. */
export function settingValue(name: keyof FormSettingsDraft, value: string): string | undefined {
  const number = Number(value)
  switch (name) {
    case 'opensAt':
    case 'closesAt':
      return dateTime(number)
    case 'confirmation':
      return say(confirmationWords[value as FormSettingsDraft['confirmation']])
    case 'repeat':
      return say(repeatWords[value as FormSettingsDraft['repeat']])
    case 'capacity':
      return say({ ja: `${number.toLocaleString()}名`, en: `${number.toLocaleString()} places` })
    case 'followUpAfter':
      return say({ ja: `${number}分後`, en: `after ${number} minutes` })
    case 'cancelUntil':
      return say(cancelWords(number))
    default:
      return undefined
  }
}

/** All settings of a form as they are read, the ones that say nothing left out. */
export function settingLines(settings: FormSettingsDraft): { label: Texts; value: string }[] {
  const said = (name: keyof FormSettingsDraft) => settingValue(name, String(settings[name])) ?? ''
  const none = (words: Texts, name: keyof FormSettingsDraft) => (settings[name] === null ? say(words) : said(name))
  const from = settings.opensAt === null ? '' : said('opensAt')
  const until = settings.closesAt === null ? '' : said('closesAt')
  const push = say({ ja: '（1人1通分を使ってもよい）', en: ' (it may cost a message each)' })
  return [
    {
      label: { ja: 'トークで始めるキーワード', en: 'Keyword in the chat' },
      value: settings.keyword === null ? say({ ja: 'なし', en: 'None' }) : `「${settings.keyword}」`,
    },
    {
      label: { ja: '受付の期間', en: 'Open' },
      value: from || until ? `${from} 〜 ${until}` : say({ ja: '期限なし', en: 'No limit' }),
    },
    {
      label: { ja: '定員', en: 'Capacity' },
      value: none({ ja: '制限なし', en: 'No limit' }, 'capacity') + (settings.waitingList ? say(waits) : ''),
    },
    { label: { ja: '1人が回答できる回数', en: 'How often one person answers' }, value: said('repeat') },
    {
      label: { ja: '受け付けたことをトークで知らせる', en: 'Told in the chat that it has arrived' },
      value: said('confirmation'),
    },
    {
      label: { ja: 'とちゅうの方に声をかける', en: 'Follow-up of the half-filled' },
      value:
        none({ ja: '声をかけない', en: 'None' }, 'followUpAfter') +
        (settings.followUpAfter !== null && settings.followUpPush ? push : ''),
    },
    {
      label: { ja: '本人による取り消し', en: 'Taken back by the person' },
      value: none({ ja: 'できない', en: 'Not possible' }, 'cancelUntil'),
    },
  ]
}

const waits: Texts = { ja: '（満員のときはキャンセル待ちを受け付ける）', en: ' (with a waiting list)' }

/** Until when people may take back what they sent. */
function cancelWords(until: number): Texts {
  const day = cancelDay(until)
  if (day === null) return { ja: `予約の${until / 60}時間前まで`, en: `${until / 60} hours before` }
  const time = clockOf(day.minute)
  return day.days === 1
    ? { ja: `予約の前日 ${time}まで`, en: `${time} on the day before` }
    : { ja: `予約の${day.days}日前 ${time}まで`, en: `${time}, ${day.days} days before` }
}

/** A minute of the day as clocks show it, and back; null: it is no time yet. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
export const minuteOf = (clock: string): number | null =>
  /^\d{2}:\d{2}/.test(clock) ? Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) : null
