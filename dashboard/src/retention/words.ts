import type { RetentionKind } from '../../../bot/retention/contract.ts'
import type { Texts } from '../language.ts'

export const kindWords: Record<RetentionKind, { name: Texts; text: Texts }> = {
  drafts: {
    name: { ja: '途中の回答', en: 'Unfinished responses' },
    text: {
      ja: '最後に触れてから数えます。回答とファイルも消えます。',
      en: 'Counted from when they were last touched. Answers and files go with them.',
    },
  },
  submissions: {
    name: { ja: '完了した回答', en: 'Finished responses' },
    text: {
      ja: '最後に触れてから数えます。回答・メモ・ファイルも消えます。',
      en: 'Counted from when they were last touched. Answers, notes and files go with them.',
    },
  },
  talk_messages: {
    name: { ja: 'トークのメッセージ', en: 'Talk messages' },
    text: {
      ja: '届いた日から数えます。写真やファイルも消えます。',
      en: 'Counted from the day they came. Pictures and files go with them.',
    },
  },
  audit_entries: {
    name: { ja: '監査ログ', en: 'Audit log' },
    text: { ja: '1年より短くはできません。', en: 'Never less than a year.' },
  },
}

/** What can be chosen, in days; null keeps for ever. */
export const daysChoices = [null, 7, 14, 30, 60, 90, 180, 365, 730, 1095, 1825, 3650]

export function daysWords(days: number | null): Texts {
  if (days === null) return { ja: '消さずに残す', en: 'Keep for ever' }
  if (days % 365 === 0) return { ja: `${days / 365}年`, en: days === 365 ? '1 year' : `${days / 365} years` }
  return { ja: `${days}日`, en: `${days} days` }
}
