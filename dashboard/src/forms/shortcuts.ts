import type { Texts } from '../language.ts'

/** What the keys do on the page of submissions; the list of all shortcuts shows it too. */
export const submissionShortcuts = [
  { keys: ['j'], name: 'next', label: { ja: '次の回答へ', en: 'Next response' } },
  { keys: ['k'], name: 'previous', label: { ja: '前の回答へ', en: 'Previous response' } },
  { keys: ['n'], name: 'nextWaiting', label: { ja: '次の確認待ちへ', en: 'Next one that waits' } },
  { keys: ['Enter'], name: 'open', label: { ja: '開く', en: 'Open' } },
  { keys: ['Escape'], name: 'close', label: { ja: '閉じる', en: 'Close' } },
  { keys: ['x'], name: 'tick', label: { ja: '選ぶ・選択を外す', en: 'Tick or untick' } },
  { keys: ['a'], name: 'done', label: { ja: '確認済みにする', en: 'Mark as reviewed' } },
  { keys: ['c'], name: 'checking', label: { ja: '確認中にする', en: 'Start the review' } },
  { keys: ['r'], name: 'returned', label: { ja: '差し戻す', en: 'Send back' } },
  { keys: ['m'], name: 'mine', label: { ja: '自分の担当にする', en: 'Assign to me' } },
  { keys: ['u'], name: 'undo', label: { ja: '元に戻す', en: 'Undo' } },
  { keys: ['/'], name: 'search', label: { ja: '検索する', en: 'Search' } },
] as const satisfies { keys: string[]; name: string; label: Texts }[]

export type SubmissionAct = (typeof submissionShortcuts)[number]['name']

/** The key of an act, for a button's hint. */
export const keyOf = (act: SubmissionAct): string => submissionShortcuts.find(({ name }) => name === act)!.keys[0]
