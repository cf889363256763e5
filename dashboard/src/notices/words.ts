import type { Texts } from '../language.ts'
import type { Notice } from './useNotices.ts'

/** What somebody is told, in a sentence; the form and the number stand beside it. */
export const noticeWords: Record<Notice['kind'], { icon: string; label: Texts }> = {
  submission: { icon: 'i-lucide-inbox', label: { ja: '回答がありました', en: 'New response' } },
  cancellation: { icon: 'i-lucide-calendar-x', label: { ja: '回答が取り消されました', en: 'Response cancelled' } },
  waiting: {
    icon: 'i-lucide-user-check',
    label: { ja: '空きが出て、待っていた人の番になりました', en: 'A place is free for somebody who waited' },
  },
  endpoint: { icon: 'i-lucide-unplug', label: { ja: '送信先が停止しました', en: 'An endpoint was switched off' } },
}
