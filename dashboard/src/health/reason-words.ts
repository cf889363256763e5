import type { Texts } from '../language.ts'

/** The codes that stand in rows as the reason of an outcome, as a sentence that says what it means. */
const words: Record<string, Texts> = {
  no_answer: { ja: 'LINEから応答がありませんでした。', en: 'LINE did not answer.' },
  refused: {
    ja: 'LINEが受け付けませんでした。内容か返信の期限に問題があります。届いていません。',
    en: 'LINE did not take it: its content or its reply token was not valid. It did not arrive.',
  },
  not_allowed: {
    ja: 'LINEがチャネルの認証情報を受け付けませんでした。チャネルIDとチャネルシークレットを確かめてください。',
    en: "LINE did not take the channel's credentials. Please check the channel ID and the channel secret.",
  },
  too_many_requests: { ja: 'LINEの送信の上限に達しました。', en: "LINE's limit for sending was reached." },
  quota_reached: {
    ja: '今月送れる通数を使い切っています。プランを変えるか、来月になると送れます。',
    en: 'All messages of this month are used up. Change the plan, or wait for next month.',
  },
  superseded: { ja: '新しい返信に置き換えました', en: 'Replaced by a newer reply' },
  reply_token_used: {
    ja: '返信のやり直しをLINEが受け付けませんでした。先の送信で届いた可能性があります。',
    en: 'LINE did not take a second attempt at the reply; an earlier one may have arrived.',
  },
  reply_token_expired: {
    ja: '返信できる時間（約1分）が過ぎたため、送りませんでした。',
    en: 'Not sent: the minute in which a reply is free was over.',
  },
  no_reply_token: {
    ja: '返信できる相手からの操作がないため、送りませんでした。',
    en: 'Not sent: there was nothing to reply to.',
  },
  interrupted: {
    ja: '送信の途中で止まり、届いたか分かりません。送り直しません。',
    en: 'It was interrupted while being sent; it may have arrived. It is not sent again.',
  },
  restored: {
    ja: 'バックアップから戻したときに送信の途中でした。届いている場合があるため、送り直しません。',
    en: 'It was on its way when the backup was made. It may have arrived, so it is not sent again.',
  },
  switching: { ja: '切り替えています。', en: 'Being switched.' },
  blocked: {
    ja: 'ブロックされているため、切り替えられません。友だちに戻ると切り替えます。',
    en: 'The person blocked the account; it is switched when they come back.',
  },
  not_following: {
    ja: '友だちではないため、切り替えられません。友だち追加されると切り替えます。',
    en: 'The person is not a friend; it is switched when they add the account.',
  },
  menu_gone: {
    ja: 'LINE側でリッチメニューが削除されていました。リッチメニューの設定で公開し直すと切り替えます。ほかのツールのメニューは、そのツールで作り直してください。',
    en: 'The menu was deleted at LINE. Publish it again under rich menus, and it is switched; a menu of another tool is made again there.',
  },
  menu_refused: {
    ja: 'LINEがリッチメニューを受け付けませんでした。自動で試し直します。',
    en: 'LINE did not take the menu. It is tried again by itself.',
  },
  menu_not_published: {
    ja: 'リッチメニューがまだLINEに登録されていません。npm run line:connect で登録すると切り替えます。',
    en: 'The menus are not at LINE yet; npm run line:connect uploads them, and then it is switched.',
  },
  foreign_destination: {
    ja: '別の公式アカウント宛てのイベントです。何も実行していません。',
    en: 'It was meant for another account. It had no effect.',
  },
  malformed: {
    ja: 'LINEの形式ではないイベントです。何も実行していません。',
    en: 'It does not have the form of an event. It had no effect.',
  },
  mail_address: { ja: 'メールアドレスとして正しくありません。', en: 'It is no e-mail address.' },
  mail_refused: {
    ja: '相手のメールサーバーが受け取りませんでした。アドレスが正しいか確かめてください。',
    en: 'The mail server did not take it. Please check the address.',
  },
  mail_busy: {
    ja: 'メールサーバーが混んでいて、期限までに受け取りませんでした。',
    en: 'The mail server was busy until it was too late.',
  },
  mail_unreachable: {
    ja: 'メールサーバーにつながりませんでした。SMTP_URLを確かめてください。',
    en: 'The mail server could not be reached. Please check SMTP_URL.',
  },
  mail_sign_in: {
    ja: 'メールサーバーがユーザー名かパスワードを受け付けませんでした。SMTP_URLを確かめてください。',
    en: 'The mail server did not take user or password. Please check SMTP_URL.',
  },
  mail_expired: {
    ja: '送れるようになる前に、内容の期限が過ぎました。',
    en: 'What it said had expired before it could be sent.',
  },
  mail_no_server: {
    ja: 'メールサーバーが設定されていません。SMTP_URLとMAIL_FROMを設定してください。',
    en: 'No mail server is set. Please set SMTP_URL and MAIL_FROM.',
  },
  mail_unreadable: {
    ja: '保存した内容を開けませんでした。MUSUBI_SECRETが変わった可能性があります。',
    en: 'Its content could not be opened. MUSUBI_SECRET may have changed.',
  },
  wrong_signature: { ja: '署名が正しくありません。', en: 'The signature was wrong.' },
  no_signature: { ja: '署名がありません。', en: 'There was no signature.' },
}

const unexpected: Texts = {
  ja: '予期しないエラーで止まりました。直った後で、もう一度実行できます。',
  en: 'It stopped at an unexpected error. It can be run again once that is mended.',
}

/** A reason in words; an error without words of its own is called unexpected, and `reasonCode` shows it as it stands. */
export function reasonWords(reason: string | null): Texts {
  if (reason === null) return { ja: '理由は記録されていません。', en: 'No reason was recorded.' }
  const status = statusOf(reason)
  if (status) return { ja: `LINEがエラー ${status} を返しました。`, en: `LINE answered with error ${status}.` }
  return words[reason] ?? unexpected
}

/** What to pass on to whoever runs Musubi; nothing when the words say it all. */
export const reasonCode = (reason: string | null): string =>
  reason === null || statusOf(reason) || words[reason] ? '' : reason

const statusOf = (reason: string) => /^(?:line_|LINE answered )(\d{3})$/.exec(reason)?.[1]
