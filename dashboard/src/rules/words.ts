import { reasonWords } from '../health/reason-words.ts'
import type { Texts } from '../language.ts'
import type { Submission } from '../forms/useSubmission.ts'
import type { Tone } from '../ui/tones.ts'

export type Deed = Submission['deeds'][number]

/** What a rule or a setting of a form does, as a noun. */
export const deedWords: Record<Deed['do'], { icon: string; label: Texts }> = {
  set_attribute: { icon: 'i-lucide-list-plus', label: { ja: '項目の設定', en: 'Set a field' } },
  add_tag: { icon: 'i-lucide-tag', label: { ja: 'タグを付ける', en: 'Add a tag' } },
  remove_tag: { icon: 'i-lucide-tag', label: { ja: 'タグを外す', en: 'Remove a tag' } },
  show_menu: { icon: 'i-lucide-panel-bottom', label: { ja: 'リッチメニューの切り替え', en: 'Switch the rich menu' } },
  send_message: { icon: 'i-lucide-message-circle', label: { ja: 'メッセージ', en: 'Message' } },
  notify_staff: { icon: 'i-lucide-bell', label: { ja: 'スタッフへのお知らせ', en: 'Notify staff' } },
  mail_staff: { icon: 'i-lucide-mail', label: { ja: 'スタッフへのメール', en: 'Mail to staff' } },
  call_webhook: { icon: 'i-lucide-webhook', label: { ja: 'ほかのシステムへの送信', en: 'Call another system' } },
  confirm: { icon: 'i-lucide-message-circle', label: { ja: 'トークへの確認', en: 'Confirmation in the chat' } },
  tell_person: { icon: 'i-lucide-message-circle', label: { ja: '予約の変更のお知らせ', en: 'News of the booking' } },
  follow_up: { icon: 'i-lucide-alarm-clock', label: { ja: '途中の回答のお知らせ', en: 'Reminder' } },
}

const reasons: Record<string, Texts> = {
  tag_gone: { ja: 'タグがなくなっています。', en: 'The tag does not exist any more.' },
  attribute_gone: { ja: '項目がなくなっています。', en: 'The field does not exist any more.' },
  menu_gone: { ja: 'リッチメニューが公開されていません。', en: 'The rich menu is not published.' },
  endpoint_gone: { ja: '送信先がなくなっています。', en: 'The endpoint does not exist any more.' },
  value_does_not_fit: { ja: '回答が項目の形式に合いません。', en: 'The answer does not fit the field.' },
  no_answer: { ja: '回答がありません。', en: 'There was no such answer.' },
  no_recipient: { ja: '受け取れるスタッフがいません。', en: 'Nobody of the staff could get it.' },
  mail_no_server: { ja: 'メールを送る設定がありません。', en: 'No mail server is set up.' },
  said_before: {
    ja: '変更の前に届いているため、くり返しません。',
    en: 'It was sent before the change, and is not repeated.',
  },
  no_reply_token: {
    ja: '無料で送れる返信がなかったため、送りませんでした。',
    en: 'Not sent: no free reply was possible.',
  },
  blocked_friend: { ja: 'ブロックされています。', en: 'The person blocks the account.' },
  not_a_friend: { ja: '友だちではありません。', en: 'The person is no friend.' },
  messages_stopped: { ja: '本人が配信を停止しています。', en: 'The person stopped messages.' },
  reminders_stopped: { ja: '本人がこのお知らせを停止しています。', en: 'The person stopped reminders.' },
  went_on: { ja: '本人が続きを回答しました。', en: 'The person went on by themselves.' },
  too_late: {
    ja: '送れる時間（8時〜21時）より前に、その時刻が過ぎるためです。',
    en: 'Its time passes before messages go out (8 a.m. to 9 p.m.).',
  },
  changed_since: { ja: 'その後に予約が変わりました。', en: 'The booking has changed since.' },
  superseded: { ja: 'その後の変更を知らせます。', en: 'A later change is told instead.' },
  taken_back: { ja: '変更を元に戻したため、送りませんでした。', en: 'Not sent: the change was undone.' },
  answered: { ja: '回答済みです。', en: 'The person has answered.' },
  form_closed: { ja: '受付が終わっています。', en: 'The form is closed.' },
  form_full: { ja: '定員に達しています。', en: 'The form is full.' },
  talk_held: { ja: 'スタッフがトークで対応中でした。', en: 'Staff were talking to the person.' },
  restored: {
    ja: 'バックアップから戻したため、くり返しません。',
    en: 'A backup was restored; it is not done a second time.',
  },
}

/** Why a deed was not done, in a sentence. */
export const deedReason = (reason: string | null): Texts =>
  (reason === null ? undefined : reasons[reason]) ?? reasonWords(reason)

interface Chip {
  tone: Tone
  icon: string
  label: Texts
}
const done: Chip = { tone: 'done', icon: 'i-lucide-check', label: { ja: '完了', en: 'Done' } }
const waiting: Chip = { tone: 'waiting', icon: 'i-lucide-clock', label: { ja: '待機中', en: 'Waiting' } }
const excluded: Chip = { tone: 'quiet', icon: 'i-lucide-minus', label: { ja: '対象外', en: 'Not done' } }
const failed: Chip = { tone: 'needs_person', icon: 'i-lucide-triangle-alert', label: { ja: '失敗', en: 'Failed' } }
const unknown: Chip = { tone: 'needs_person', icon: 'i-lucide-circle-help', label: { ja: '不明', en: 'Unknown' } }
const ofDeed = { done, waiting, excluded, failed }
const ofOutcome: Record<string, Chip> = { accepted: done, waiting, calling: waiting, excluded, failed, unknown }

/** How far a deed is: what became of what it sent, else the deed itself. */
export function deedStanding({ state, reason, outcome }: Deed): { chip: Chip; reason: Texts | null } {
  if (state !== 'done' || !outcome) return { chip: ofDeed[state], reason: reason === null ? null : deedReason(reason) }
  const why = outcome.state === 'accepted' ? null : outcome.reason
  return { chip: ofOutcome[outcome.state] ?? done, reason: why === null ? null : reasonWords(why) }
}
