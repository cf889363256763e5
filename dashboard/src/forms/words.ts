import { shownNumber } from '../../../bot/forms/receipt-number.ts'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import type { Texts } from '../language.ts'
import type { Tone } from '../ui/tones.ts'

interface StateWords {
  tone: Tone
  icon: string
  label: Texts
}

export const reviewWords: Record<Review, StateWords> = {
  new: { tone: 'needs_person', icon: 'i-lucide-circle-dot', label: { ja: '確認待ち', en: 'Waiting' } },
  checking: { tone: 'waiting', icon: 'i-lucide-eye', label: { ja: '確認中', en: 'In review' } },
  done: { tone: 'done', icon: 'i-lucide-check', label: { ja: '確認済み', en: 'Reviewed' } },
  returned: { tone: 'primary', icon: 'i-lucide-undo-2', label: { ja: '差し戻し', en: 'Sent back' } },
}

const otherWords: Record<'draft' | 'cancelled' | 'replaced', StateWords> = {
  draft: { tone: 'quiet', icon: 'i-lucide-pencil-line', label: { ja: '途中', en: 'Partial' } },
  cancelled: { tone: 'quiet', icon: 'i-lucide-ban', label: { ja: '中止', en: 'Stopped' } },
  replaced: { tone: 'quiet', icon: 'i-lucide-history', label: { ja: '変更前', en: 'Changed since' } },
}

/** Where a submission stands: with the person until it is finished, with us afterwards. */
export const standingWords = (submission: {
  state: 'draft' | 'finished' | 'cancelled' | 'replaced'
  review: Review
}): StateWords => (submission.state === 'finished' ? reviewWords[submission.review] : otherWords[submission.state])

/** Through which mouth of the form, or who did it for the person. */
export const mouthWords = {
  liff: { icon: 'i-lucide-smartphone', label: { ja: 'LIFF', en: 'LIFF' } },
  chat: { icon: 'i-lucide-message-circle', label: { ja: 'トーク', en: 'Chat' } },
  staff: { icon: 'i-lucide-user-round-cog', label: { ja: 'スタッフ', en: 'Staff' } },
  known: { icon: 'i-lucide-user-round-check', label: { ja: '前からの情報', en: 'Known before' } },
} as const

/** `#0138`; before a submission is finished it has none. */
export const receipt = (number: number | null): string => (number === null ? '—' : `#${shownNumber(number)}`)

/** Where a submission stands, as a choice among others. */
export function standingLabel(standing: Review | 'finished' | 'draft' | 'cancelled'): Texts {
  if (standing === 'finished') return { ja: '回答済みすべて', en: 'All finished' }
  return (standing === 'draft' || standing === 'cancelled' ? otherWords[standing] : reviewWords[standing]).label
}
