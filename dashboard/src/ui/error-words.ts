import { say } from '../language.ts'
import { ApiError, type ApiErrorCode } from '../api.ts'
import { refusalWords } from './refusal-words.ts'

const unexpected = {
  icon: 'i-lucide-triangle-alert',
  title: { ja: '読み込めませんでした', en: 'This could not be loaded' },
  todo: {
    ja: 'こちらの不具合です。少し待ってからもう一度お試しください。続くときは下のコードを管理者へお伝えください。',
    en: 'The fault is ours. Please wait a moment and try again; if it stays, tell the code below to whoever runs Musubi.',
  },
  retry: true,
}

const words: Partial<Record<ApiErrorCode, typeof unexpected>> = {
  offline: {
    icon: 'i-lucide-wifi-off',
    title: { ja: 'サーバーにつながりません', en: 'No connection to the server' },
    todo: {
      ja: 'インターネット接続を確かめて、もう一度お試しください。',
      en: 'Please check your internet connection and try again.',
    },
    retry: true,
  },
  not_found: {
    icon: 'i-lucide-search-x',
    title: { ja: '見つかりませんでした', en: 'This was not found' },
    todo: {
      ja: 'アドレスが変わったか、別の公式アカウントのものです。一覧から探してください。',
      en: 'The address has changed, or it belongs to another account. Please look for it in the list.',
    },
    retry: false,
  },
  forbidden: {
    icon: 'i-lucide-lock',
    title: { ja: '権限がありません', en: 'Your role does not allow this' },
    todo: { ja: '必要なときは管理者に依頼してください。', en: 'If you need it, please ask an owner.' },
    retry: false,
  },
  limit_reached: {
    icon: 'i-lucide-hourglass',
    title: { ja: '続けて何度も行われたため、止めています', en: 'Too many attempts in a row' },
    todo: { ja: '少し待ってから、もう一度お試しください。', en: 'Please wait a while and try again.' },
    retry: false,
  },
  conflict: {
    icon: 'i-lucide-refresh-cw',
    title: { ja: 'ほかの人が先に変更しました', en: 'Somebody else was faster' },
    todo: {
      ja: '最新の内容を読み込みました。確かめてからもう一度操作してください。',
      en: 'The newest state is on the screen. Please look at it and try again.',
    },
    retry: true,
  },
  invalid: {
    icon: 'i-lucide-filter-x',
    title: { ja: 'このアドレスは読み取れません', en: 'This address cannot be read' },
    todo: { ja: '絞り込みを解除して、もう一度お試しください。', en: 'Please clear the filters and try again.' },
    retry: false,
  },
}

/** How a failure is told: never "an error occurred" alone. */
export const errorWords = (error: unknown) =>
  (error instanceof ApiError && (refusalWords(error.detail['reason']) ?? words[error.code])) || unexpected

/** What a fault of ours is looked up by; nothing where the words say it all. */
export const faultCode = (error: unknown): string =>
  error instanceof ApiError && error.detail['trace'] ? `（${errorCode(error)}）` : ''

/** What somebody who looks into a failure asks for, in small print. */
export const errorCode = (error: unknown): string =>
  error instanceof ApiError ? [error.code, error.detail['trace']].filter(Boolean).join(' ') : ''

/** A failure in one line, beside what failed; nothing where nothing did. */
export function errorLine(error: unknown): string {
  if (!error) return ''
  const { title, todo } = errorWords(error)
  return `${say(title)} ${say(todo)}`
}
