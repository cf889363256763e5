import type { Texts } from '../language.ts'

/** Why the bytes of a message are not here, and whether there is hope. */
export const fileWords: Record<string, Texts> = {
  waiting: { ja: 'LINEから取り込んでいます', en: 'Being fetched from LINE' },
  gone: {
    ja: 'LINEに残っていないため、取り込めませんでした',
    en: 'It could not be fetched: LINE does not have it any more',
  },
  too_large: { ja: '20MBを超えるため、取り込みませんでした', en: 'Not fetched: it is larger than 20 MB' },
  unreadable: { ja: '壊れているか大きすぎるため、表示できません', en: 'It is broken or too large to be shown' },
  no_files: {
    ja: 'ファイルの保存先が設定されていないため、取り込みませんでした',
    en: 'Not fetched: no place for files is set',
  },
  elsewhere: { ja: 'LINEの外にあるため、取り込みません', en: 'It is not at LINE, and is not fetched' },
  given_up: {
    ja: 'LINEから7日間取り込めなかったため、あきらめました',
    en: 'It could not be fetched from LINE for 7 days',
  },
}

/** Why something that staff asked for is not done, by the reason that the server gives. */
export const refusalWords: Record<string, Texts> = {
  blocked_friend: {
    ja: 'ブロックされているため、プッシュでは届きません。',
    en: 'This person has blocked the account: a push would not arrive.',
  },
  not_a_friend: {
    ja: '友だちではなく、7日以内にメッセージも届いていないため、プッシュでは届きません。',
    en: 'Not a friend, and has not written within 7 days: a push would not arrive.',
  },
  messages_stopped: {
    ja: '配信停止中です。本人からメッセージが届いてから7日以内なら返信できます。',
    en: 'Has opted out of messages. You can answer within 7 days after they write.',
  },
  reply_token_expired: {
    ja: '無料で返信できる時間が過ぎました。まだ送っていません。プッシュ（1通）で送れます。',
    en: 'The time for a free reply is over. Nothing was sent yet; you can send it as a push (1 message).',
  },
  changed: {
    ja: 'ほかのスタッフが先に返信しました。まだ送っていません。内容を確かめてから送ってください。',
    en: 'A colleague was faster. Nothing was sent yet; please look at what was said first.',
  },
  no_survey: { ja: 'いま回答中のアンケートはありません。', en: 'No survey is running in the chat.' },
  not_held: { ja: 'すでにアンケートに戻っています。', en: 'The survey is running again already.' },
}

/** What staff do about a message that did not surely arrive. */
export const outcomeTodo: Partial<Record<string, Texts>> = {
  failed: { ja: '届いていません。もう一度送れます。', en: 'It did not arrive. You can send it again.' },
  unknown: {
    ja: '届いた可能性があります。本人に確かめてから送り直してください。',
    en: 'It may have arrived. Please find out before you send it again.',
  },
  waiting: { ja: '自動で送り直します。', en: 'It is sent again by itself.' },
}
