import { ApiError, type ApiErrorCode } from '../api.ts'

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

const told = (icon: string, title: typeof unexpected.title, todo: typeof unexpected.todo) => ({
  ...{ icon, title, todo, retry: false },
})

/** Refusals that are told by their reason, because somebody can do something about each of them. */
const reasons: Record<string, typeof unexpected> = {
  last_owner: told(
    'i-lucide-key-round',
    { ja: 'すべての公式アカウントの管理者がいなくなります', en: 'Nobody would own every account any more' },
    {
      ja: '先に、ほかの人をすべての公式アカウントの管理者にしてください。',
      en: 'Make somebody else an owner of every account first.',
    },
  ),
  every_account: told(
    'i-lucide-lock',
    { ja: 'すべての公式アカウントの管理者だけができます', en: 'Only an owner of every account may do this' },
    {
      ja: '会員は、すべての公式アカウントに共通です。すべての公式アカウントの管理者に依頼してください。',
      en: 'Members are shared by all accounts. Please ask an owner of every account.',
    },
  ),
  connected: told(
    'i-lucide-plug',
    { ja: '同じLINE公式アカウントが、すでにつながっています', en: 'Another account is connected to this channel' },
    {
      ja: '先にそちらの接続を解除してください。',
      en: 'Disconnect that account first.',
    },
  ),
  already_here: told(
    'i-lucide-user-round-check',
    { ja: 'もう参加している人です', en: 'This person works here already' },
    { ja: '権限は、一覧のその人から変更できます。', en: 'Change the role in the list instead.' },
  ),
  wrong_password: told(
    'i-lucide-lock-keyhole',
    { ja: '今のパスワードが違います', en: 'The current password is wrong' },
    { ja: 'もう一度入力してください。', en: 'Please enter it again.' },
  ),
  endpoint_disabled: told(
    'i-lucide-circle-off',
    { ja: '送信先が停止しています', en: 'The endpoint is off' },
    { ja: '先に「再開する」を押してください。', en: 'Let it go on first.' },
  ),
  under_way: told(
    'i-lucide-loader',
    { ja: '送信の途中です', en: 'It is under way' },
    { ja: '結果が出てから、もう一度お試しください。', en: 'Please wait for how it ends.' },
  ),
  too_many: told(
    'i-lucide-circle-alert',
    { ja: 'これ以上は追加できません', en: 'There are too many already' },
    { ja: '使っていないものを外してください。', en: 'Please remove what is not used.' },
  ),
  more_rows: told(
    'i-lucide-refresh-cw',
    { ja: '消える件数が増えました', en: 'More would be deleted by now' },
    { ja: '件数をもう一度確かめてから保存してください。', en: 'Please look at the number again before you save.' },
  ),
}

/** How a failure is told: never "an error occurred" alone. */
export const errorWords = (error: unknown) =>
  (error instanceof ApiError && (reasons[String(error.detail['reason'])] ?? words[error.code])) || unexpected
