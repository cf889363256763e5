import type { Texts } from '../language.ts'

/** The keys of the talk page, for the list of shortcuts. None of them acts while somebody writes or converts kana. */
export const talkShortcuts: { keys: string; label: Texts }[] = [
  { keys: 'j', label: { ja: '次のトークへ', en: 'Next talk' } },
  { keys: 'k', label: { ja: '前のトークへ', en: 'Previous talk' } },
  { keys: 'r', label: { ja: '返信を書く', en: 'Write a reply' } },
  { keys: 'e', label: { ja: '対応済みにする', en: 'Mark as done' } },
  { keys: 'Enter', label: { ja: '送る（返信欄で）', en: 'Send (in the reply box)' } },
  { keys: 'Shift+Enter', label: { ja: '改行する（返信欄で）', en: 'New line (in the reply box)' } },
  { keys: 'Escape', label: { ja: '返信欄を離れる・トークを閉じる', en: 'Leave the reply box, close the talk' } },
]
