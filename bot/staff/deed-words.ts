type Texts = { ja: string; en: string }
type Detail = Record<string, unknown>

const roleWords: Record<string, Texts> = {
  owner: { ja: '管理者', en: 'owner' },
  editor: { ja: '編集', en: 'editor' },
  viewer: { ja: '閲覧', en: 'viewer' },
}
const reviewWords: Record<string, Texts> = {
  new: { ja: '確認待ち', en: 'waiting' },
  checking: { ja: '確認中', en: 'in review' },
  done: { ja: '確認済み', en: 'done' },
  returned: { ja: '差し戻し', en: 'sent back' },
}
const kindWords: Record<string, Texts> = {
  drafts: { ja: '途中の回答', en: 'unfinished responses' },
  submissions: { ja: '完了した回答', en: 'finished responses' },
  talk_messages: { ja: 'トークのメッセージ', en: 'talk messages' },
  audit_entries: { ja: '監査ログ', en: 'audit log entries' },
}
const sectionWords: Record<string, Texts> = {
  alerts: { ja: 'お知らせ', en: 'alerts' },
  events: { ja: 'Webhook', en: 'webhook events' },
  deliveries: { ja: '配信履歴', en: 'deliveries' },
  mails: { ja: 'メール', en: 'mails' },
  rules: { ja: '回答後の動作', en: 'what follows answers' },
  jobs: { ja: '処理', en: 'jobs' },
}

const part = (detail: Detail, key: string): Detail => {
  const value = detail[key]
  return typeof value === 'object' && value !== null ? (value as Detail) : {}
}
const worded = (words: Record<string, Texts>, key: unknown): Texts =>
  words[String(key)] ?? { ja: String(key ?? '—'), en: String(key ?? '—') }

function grantText(grant: unknown): Texts {
  if (typeof grant !== 'object' || grant === null) return { ja: 'なし', en: 'none' }
  const { role, seesPersonal } = grant as Detail
  const name = worded(roleWords, role)
  return seesPersonal === true
    ? { ja: `${name.ja}・個人情報あり`, en: `${name.en}, sees personal data` }
    : { ja: `${name.ja}・個人情報なし`, en: `${name.en}, personal data masked` }
}

function fromTo(words: Record<string, Texts>, ja: string, en: string) {
  return (detail: Detail): Texts => {
    const [from, to] = [worded(words, detail['from']), worded(words, detail['to'])]
    return { ja: `${ja}（${from.ja} → ${to.ja}）`, en: `${en} (${from.en} → ${to.en})` }
  }
}

const quoted =
  (ja: string, en: string, key: string) =>
  (detail: Detail): Texts => {
    const name = String(detail[key] ?? '—')
    return { ja: `${ja}（${name}）`, en: `${en} (${name})` }
  }

const daysText = (value: unknown): Texts =>
  typeof value === 'number' ? { ja: `${value}日`, en: `${value} days` } : { ja: '無期限', en: 'for ever' }

/** Every deed in words that a colleague reads; what changed stands in brackets. */
const sentences: Record<string, Texts | ((detail: Detail) => Texts)> = {
  'submission.reviewed': fromTo(reviewWords, '回答の確認状態を変更しました', 'Changed the review of a response'),
  'submission.assigned': { ja: '回答の担当を変更しました', en: 'Changed who looks after a response' },
  'note.written': { ja: 'メモを書きました', en: 'Wrote a note' },
  'note.edited': { ja: 'メモを書き直しました', en: 'Edited a note' },
  'note.removed': { ja: 'メモを消しました', en: 'Removed a note' },
  'note.restored': { ja: 'メモを元に戻しました', en: 'Restored a note' },
  'tag.added': quoted('タグを追加しました', 'Added a tag', 'name'),
  'tag.renamed': (detail) => ({
    ja: `タグの名前を変更しました（${String(detail['from'] ?? '—')} → ${String(detail['to'] ?? '—')}）`,
    en: `Renamed a tag (${String(detail['from'] ?? '—')} → ${String(detail['to'] ?? '—')})`,
  }),
  'tag.removed': quoted('タグを削除しました', 'Removed a tag', 'name'),
  'tag.restored': quoted('タグを元に戻しました', 'Restored a tag', 'name'),
  'tag.given': { ja: 'タグを付けました', en: 'Gave somebody a tag' },
  'tag.taken': { ja: 'タグを外しました', en: 'Took a tag from somebody' },
  'attribute.added': quoted('項目を追加しました', 'Added a field', 'title'),
  'attribute.edited': (detail) => {
    const title = String(part(detail, 'after')['title'] ?? '—')
    return { ja: `項目を変更しました（${title}）`, en: `Changed a field (${title})` }
  },
  'attribute.removed': quoted('項目を削除しました', 'Removed a field', 'title'),
  'attribute.restored': quoted('項目を元に戻しました', 'Restored a field', 'title'),
  'attribute.set': { ja: 'お客さまの項目を変更しました', en: 'Changed a field of somebody' },
  'attribute.cleared': { ja: 'お客さまの項目を空にしました', en: 'Cleared a field of somebody' },
  'identity.linked': { ja: '友だちと会員をID連携しました', en: 'Linked a friend to a member' },
  'identity.unlinked': { ja: 'ID連携を解除しました', en: 'Unlinked a friend from a member' },
  'identity.conflict_kept': { ja: '競合で、元のID連携を残しました', en: 'Decided a conflict: the earlier link stays' },
  'identity.conflict_moved': { ja: '競合で、ID連携を移しました', en: 'Decided a conflict: the link was moved' },
  'talk.said': (detail) =>
    detail['method'] === 'push'
      ? { ja: 'トークで返信しました（プッシュ 1通）', en: 'Answered in a talk (push, 1 message)' }
      : { ja: 'トークで返信しました（無料の返信）', en: 'Answered in a talk (free reply)' },
  'talk.held': { ja: 'アンケートを一時停止し、トークを引き継ぎました', en: 'Took over a talk; its survey waits' },
  'talk.handed_back': { ja: 'トークをアンケートに戻しました', en: 'Handed a talk back to the survey' },
  'talk.assigned': { ja: 'トークの担当を変更しました', en: 'Changed who looks after a talk' },
  'talk.snoozed': { ja: 'トークを保留にしました', en: 'Put a talk off' },
  'talk.resumed': { ja: 'トークの保留を解除しました', en: 'Took a talk up again' },
  'talk.done': { ja: 'トークを対応済みにしました', en: 'Marked a talk as done' },
  'talk.reopened': { ja: 'トークを未対応に戻しました', en: 'Reopened a talk' },
  'friend.sessions_ended': { ja: '友だちのLIFFの利用を終了しました', en: 'Ended the mini-app sessions of a friend' },
  'friend.reset': { ja: '友だちを最初の状態に戻しました', en: 'Reset a friend' },
  'friend.exported': { ja: '1人分のデータを書き出しました', en: 'Exported the data of one person' },
  'friend.test_marked': { ja: '友だちのテスト用の印を変更しました', en: 'Changed the test mark of a friend' },
  'friend.erased': { ja: '友だちのデータを消去しました', en: 'Erased the data of a friend' },
  'member.erased': { ja: '会員のデータを消去しました', en: 'Erased the data of a member' },
  'members.imported': (detail) => ({
    ja: `会員を取り込みました（新しい会員 ${String(detail['added'] ?? '—')}・変更 ${String(detail['changed'] ?? '—')}）`,
    en: `Imported members (${String(detail['added'] ?? '—')} new, ${String(detail['changed'] ?? '—')} changed)`,
  }),
  'members.demo_removed': { ja: 'お試しの会員を消しました', en: 'Removed the sample members' },
  'demo.erased': { ja: 'デモのデータを消しました', en: 'Erased the demo' },
  'account.added': { ja: '公式アカウントを追加しました', en: 'Added an account' },
  'account.checked': { ja: 'LINEとの接続を確認しました', en: 'Checked the connection with LINE' },
  'account.set_up': { ja: 'LINE側の設定を行いました', en: 'Set up LINE’s side of an account' },
  'account.renamed': { ja: '公式アカウントの名前を変更しました', en: 'Renamed an account' },
  'account.secrets_rotated': { ja: 'シークレットを入れ替えました', en: 'Rotated the secrets of an account' },
  'account.disconnected': { ja: '公式アカウントの接続を切りました', en: 'Disconnected an account' },
  'account.reconnected': { ja: '公式アカウントをつなぎ直しました', en: 'Reconnected an account' },
  'greeting.changed': { ja: 'あいさつを変更しました', en: 'Changed the greeting' },
  'rich_menus.tried_again': { ja: 'リッチメニューの切り替えをやり直しました', en: 'Tried to switch rich menus again' },
  'form.begun': { ja: 'フォームを作りました', en: 'Began a form' },
  'form.key_changed': { ja: 'フォームのキーを変更しました', en: 'Changed the key of a form' },
  'form.state_changed': (detail) =>
    part(detail, 'after')['state'] === 'open'
      ? { ja: 'フォームの受付を再開しました', en: 'Opened a form again' }
      : { ja: 'フォームの受付を止めました', en: 'Closed a form' },
  'form.removed': { ja: 'フォームをなくしました', en: 'Removed a form' },
  'form.published': { ja: 'フォームを公開しました', en: 'Published a form' },
  'form.picture_added': { ja: 'フォームの選択肢の画像を追加しました', en: 'Added a picture for options of a form' },
  'form.trial_made': { ja: 'フォームの下書きを試すリンクを作りました', en: 'Made a link to try the draft of a form' },
  'form.draft_ended': { ja: 'フォームの下書きを捨てました', en: 'Discarded the draft of a form' },
  'form.keyword_changed': { ja: 'フォームのキーワードを変更しました', en: 'Changed the keyword of a form' },
  'slots.added': (detail) => ({
    ja: `予約枠を追加しました（${String(detail['count'] ?? '—')}件）`,
    en: `Added slots (${String(detail['count'] ?? '—')})`,
  }),
  'slots.removed': (detail) => ({
    ja: `予約枠を消しました（${String(detail['count'] ?? '—')}件）`,
    en: `Removed slots (${String(detail['count'] ?? '—')})`,
  }),
  'slot.changed': { ja: '予約枠を変更しました', en: 'Changed a slot' },
  'slots.state_changed': (detail) =>
    part(detail, 'after')['state'] === 'open'
      ? { ja: '予約枠の受付を再開しました', en: 'Opened slots again' }
      : { ja: '予約枠の受付を終了しました', en: 'Closed slots' },
  'slot.booking_moved': (detail) =>
    part(detail, 'after')['isTold'] === true
      ? {
          ja: '予約を別の枠に移し、本人に知らせることにしました',
          en: 'Moved a booking to another slot, and had the person told',
        }
      : { ja: '予約を別の枠に移しました', en: 'Moved a booking to another slot' },
  'slot.arrival_noted': (detail) => {
    const { arrival } = part(detail, 'after')
    if (arrival === 'came') return { ja: '来たことを記録しました', en: 'Noted that somebody came' }
    return arrival === 'missed'
      ? { ja: '来なかったことを記録しました', en: 'Noted that somebody did not come' }
      : { ja: '来たかどうかの記録を取り消しました', en: 'Took back whether somebody came' }
  },
  'slot.booking_cancelled': (detail) =>
    detail['isTold'] === true
      ? { ja: '予約を取り消し、本人に知らせることにしました', en: 'Cancelled a booking, and had the person told' }
      : { ja: '予約を取り消しました', en: 'Cancelled a booking' },
  'export.asked': (detail) => {
    const { purpose } = detail
    return typeof purpose === 'string'
      ? { ja: `回答の書き出しを始めました（目的: ${purpose}）`, en: `Started an export of responses (for: ${purpose})` }
      : { ja: '回答の書き出しを始めました', en: 'Started an export of responses' }
  },
  'export.ended': (detail) => ({
    ja: `回答の書き出しが終わりました（${String(detail['rows'] ?? 0)}件）`,
    en: `An export of responses ended (${String(detail['rows'] ?? 0)} rows)`,
  }),
  'view.saved': { ja: '一覧のビューを保存しました', en: 'Saved a view of a list' },
  'view.changed': { ja: '一覧のビューを変更しました', en: 'Changed a view of a list' },
  'view.removed': { ja: '一覧のビューを消しました', en: 'Removed a view of a list' },
  'member_login.changed': { ja: '会員ログインの設定を変更しました', en: 'Changed the member login' },
  'alert.settled': { ja: 'お知らせを確認済みにしました', en: 'Marked an alert as seen' },
  'delivery.settled': { ja: '届かなかった配信を確認済みにしました', en: 'Marked a failed delivery as seen' },
  'rule.settled': { ja: 'できなかった回答後の動作を確認済みにしました', en: 'Marked what a rule could not do as seen' },
  'mail.settled': { ja: '届かなかったメールを確認済みにしました', en: 'Marked a failed mail as seen' },
  'job.settled': { ja: '失敗した処理を確認済みにしました', en: 'Marked a failed job as seen' },
  'job.run_again': { ja: '失敗した処理をもう一度実行しました', en: 'Ran a failed job again' },
  'webhook_event.settled': { ja: '処理できなかったWebhookを確認済みにしました', en: 'Marked a webhook event as seen' },
  'webhook_event.run_again': { ja: '処理できなかったWebhookをもう一度実行しました', en: 'Ran a webhook event again' },
  'health.settled': (detail) => ({
    ja: `健康診断の「${worded(sectionWords, detail['section']).ja}」をすべて確認済みにしました`,
    en: `Marked all ${worded(sectionWords, detail['section']).en} of the health page as seen`,
  }),
  'staff.grant_set': (detail) => {
    const [before, after] = [grantText(detail['before']), grantText(detail['after'])]
    return {
      ja: `スタッフの権限を変更しました（${before.ja} → ${after.ja}）`,
      en: `Changed the role of a member of staff (${before.en} → ${after.en})`,
    }
  },
  'staff.grant_removed': { ja: 'スタッフの権限を外しました', en: 'Took access away from a member of staff' },
  'staff.removed': { ja: 'スタッフを外しました', en: 'Removed a member of staff' },
  'staff.sessions_ended': { ja: 'サインイン中の端末を終了しました', en: 'Ended sessions of a member of staff' },
  'staff.renamed': { ja: '自分の名前を変更しました', en: 'Changed their own name' },
  'staff.password_changed': { ja: '自分のパスワードを変更しました', en: 'Changed their own password' },
  'staff.password_link_made': {
    ja: 'スタッフのパスワード再設定のリンクを作りました',
    en: 'Made a link by which a member of staff sets a new password',
  },
  'staff.password_reset': { ja: 'リンクで自分のパスワードを再設定しました', en: 'Set a new password by a link' },
  'invitation.made': (detail) => {
    const { ja, en } = grantText(detail['after'])
    return { ja: `スタッフを招待しました（${ja}）`, en: `Invited a member of staff (${en})` }
  },
  'invitation.renewed': { ja: '招待のリンクを作り直しました', en: 'Made a new link for an invitation' },
  'invitation.revoked': { ja: '招待を取り消しました', en: 'Revoked an invitation' },
  'invitation.accepted': (detail) => {
    const { ja, en } = grantText(detail['after'])
    return { ja: `招待を受けて参加しました（${ja}）`, en: `Accepted an invitation (${en})` }
  },
  'audit.exported': { ja: '監査ログを書き出しました', en: 'Exported the audit log' },
  'rich_menu.published': (detail) => {
    const other = detail['picture'] === 'other'
    return {
      ja: `リッチメニューを公開しました${other ? '（画像も変更）' : ''}`,
      en: `Published a rich menu${other ? ' (with another picture)' : ''}`,
    }
  },
  'rich_menu.draft_ended': { ja: 'リッチメニューの下書きを破棄しました', en: 'Gave up the draft of a rich menu' },
  'api_key.added': { ja: 'APIキーを作りました', en: 'Made an API key' },
  'api_key.revoked': { ja: 'APIキーを失効させました', en: 'Revoked an API key' },
  'endpoint.added': { ja: 'Webhookの送信先を追加しました', en: 'Added a webhook endpoint' },
  'endpoint.changed': { ja: 'Webhookの送信先を変更しました', en: 'Changed a webhook endpoint' },
  'endpoint.paused': { ja: 'Webhookの送信を一時停止しました', en: 'Paused a webhook endpoint' },
  'endpoint.resumed': { ja: 'Webhookの送信を再開しました', en: 'Resumed a webhook endpoint' },
  'endpoint.secret_rotated': {
    ja: 'Webhookの署名シークレットを入れ替えました',
    en: 'Rotated the secret of a webhook endpoint',
  },
  'endpoint.tested': { ja: 'Webhookをテスト送信しました', en: 'Tested a webhook endpoint' },
  'endpoint.replayed': { ja: 'Webhookを送り直しました', en: 'Replayed webhook calls' },
  'endpoint.removed': { ja: 'Webhookの送信先を外しました', en: 'Removed a webhook endpoint' },
  'retention.changed': (detail) => {
    const kind = worded(kindWords, part(detail, 'after')['kind'])
    const [before, after] = [daysText(part(detail, 'before')['days']), daysText(part(detail, 'after')['days'])]
    return {
      ja: `保存期間を変更しました（${kind.ja}：${before.ja} → ${after.ja}）`,
      en: `Changed how long ${kind.en} are kept (${before.en} → ${after.en})`,
    }
  },
}

/** The actions that have words, for a filter. */
export const wordedActions = Object.keys(sentences)

/** A deed in words; one that has none yet is told by its code, so that nothing of the log is hidden. */
export function deedWords(action: string, detail: Detail): Texts {
  const found = sentences[action]
  if (found === undefined) return { ja: `操作：${action}`, en: `Deed: ${action}` }
  return typeof found === 'function' ? found(detail) : found
}

/** What a filter calls an action: its words without what changed. */
export function actionWords(action: string): Texts {
  const { ja, en } = deedWords(action, {})
  return { ja: ja.replace(/（.*）$/, ''), en: en.replace(/ \(.*\)$/, '') }
}
