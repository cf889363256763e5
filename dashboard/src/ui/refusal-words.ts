import type { Texts } from '../language.ts'

const told = (icon: string, title: Texts, todo: Texts) => ({
  ...{ icon, title, todo, retry: false },
})

/** Refusals that are told by their reason, because somebody can do something about each of them. */
const words: Record<string, ReturnType<typeof told>> = {
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
  may_more: told(
    'i-lucide-lock',
    { ja: 'あなたより多くの権限がある人です', en: 'This person may do more than you' },
    { ja: 'すべての公式アカウントの管理者に依頼してください。', en: 'Please ask an owner of every account.' },
  ),
  already_here: told(
    'i-lucide-user-round-check',
    { ja: 'もう参加している人です', en: 'This person works here already' },
    { ja: '権限は、一覧のその人から変更できます。', en: 'Change the role in the list instead.' },
  ),
  known: told(
    'i-lucide-user-round-check',
    { ja: 'もうサインインできるアドレスです', en: 'This address signs in here already' },
    {
      ja: '今のパスワードでサインインしてから、招待のリンクを開いてください。',
      en: 'Please sign in with your password and open the link again.',
    },
  ),
  no_grant: told(
    'i-lucide-user-round-x',
    { ja: 'その権限は、もうありません', en: 'This access is gone already' },
    { ja: '一覧を読み込み直して確かめてください。', en: 'Please load the list again.' },
  ),
  no_colleague: told(
    'i-lucide-user-round-x',
    { ja: 'この公式アカウントのスタッフではありません', en: 'This person does not work with the account' },
    { ja: 'ほかの担当者を選んでください。', en: 'Please choose another assignee.' },
  ),
  wrong_password: told(
    'i-lucide-lock-keyhole',
    { ja: '今のパスワードが違います', en: 'The current password is wrong' },
    { ja: 'もう一度入力してください。', en: 'Please enter it again.' },
  ),
  no_mail: told(
    'i-lucide-mail-x',
    { ja: 'メールを送る設定がありません', en: 'Mail is not set up' },
    {
      ja: 'サーバーを管理している人に、メールの設定を依頼してください。',
      en: 'Please ask whoever runs Musubi to set up mail.',
    },
  ),
  connected: told(
    'i-lucide-plug',
    { ja: '同じLINE公式アカウントが、すでにつながっています', en: 'Another account is connected to this channel' },
    { ja: '先にそちらの接続を解除してください。', en: 'Disconnect that account first.' },
  ),
  environment: told(
    'i-lucide-server',
    { ja: 'サーバーの設定で決まっている接続です', en: 'This connection is set on the server' },
    { ja: 'サーバーを管理している人に変更を依頼してください。', en: 'Please ask whoever runs Musubi to change it.' },
  ),
  refused: told(
    'i-lucide-plug-zap',
    { ja: 'LINEがこの値を受け付けませんでした', en: 'LINE did not take this value' },
    { ja: 'LINE Developersの値をもう一度コピーしてください。', en: 'Please copy it from LINE Developers once more.' },
  ),
  name: told(
    'i-lucide-text-cursor-input',
    { ja: '公式アカウントの名前が違います', en: 'This is not the name of the account' },
    { ja: '表示されている名前をそのまま入力してください。', en: 'Please enter the name exactly as it is shown.' },
  ),
  confirmation: told(
    'i-lucide-text-cursor-input',
    { ja: '確認の入力が違います', en: 'The confirmation does not match' },
    { ja: '表示されている文字をそのまま入力してください。', en: 'Please enter exactly what is shown.' },
  ),
  not_a_test: told(
    'i-lucide-flask-conical',
    { ja: 'テスト用の友だちだけができます', en: 'Only a test friend can be set back' },
    { ja: '先に、この友だちをテスト用にしてください。', en: 'Mark this friend as a test friend first.' },
  ),
  friend_linked: told(
    'i-lucide-link',
    { ja: 'この友だちは、もう会員につながっています', en: 'This friend is linked to a member already' },
    { ja: '先に今の連携を解除してください。', en: 'Unlink the friend first.' },
  ),
  member_linked: told(
    'i-lucide-link',
    { ja: 'この会員は、もうほかの友だちにつながっています', en: 'This member is linked to another friend' },
    { ja: '先に今の連携を解除してください。', en: 'Unlink the member first.' },
  ),
  already_linked: told(
    'i-lucide-link',
    { ja: '申し出た人は、もう会員につながっています', en: 'This person is linked to a member by now' },
    { ja: '読み込み直して、今の連携を確かめてください。', en: 'Please load the page again and look at the link.' },
  ),
  taken: told(
    'i-lucide-copy',
    { ja: '同じ名前が、もうあります', en: 'There is one of this name already' },
    { ja: 'ほかの名前にしてください。', en: 'Please choose another name.' },
  ),
  key_taken: told(
    'i-lucide-copy',
    { ja: '同じキーが、もうあります', en: 'This key is in use' },
    { ja: 'ほかのキーにしてください。', en: 'Please choose another key.' },
  ),
  keyword_taken: told(
    'i-lucide-copy',
    { ja: 'このキーワードは、ほかのフォームが使っています', en: 'Another form has this keyword' },
    { ja: 'ほかのキーワードにしてください。', en: 'Please choose another keyword.' },
  ),
  options: told(
    'i-lucide-list',
    { ja: '選択肢が項目の種類に合いません', en: 'The choices do not fit the kind of field' },
    { ja: '選択肢を確かめてください。', en: 'Please look at the choices.' },
  ),
  does_not_fit: told(
    'i-lucide-text-cursor-input',
    { ja: 'この項目には入れられない値です', en: 'The field takes no such value' },
    { ja: '項目の種類に合う値にしてください。', en: 'Please enter a value of the kind of the field.' },
  ),
  never_published: told(
    'i-lucide-file-pen',
    { ja: 'まだ公開していないフォームです', en: 'The form was never published' },
    { ja: '先に公開してください。', en: 'Please publish it first.' },
  ),
  published: told(
    'i-lucide-file-check',
    { ja: '公開したフォームのキーは変えられません', en: 'A published form keeps its key' },
    { ja: '別のキーにするには、フォームを複製してください。', en: 'Duplicate the form to give it another key.' },
  ),
  too_late: told(
    'i-lucide-hourglass',
    { ja: '元に戻せる時間が過ぎました', en: 'It is too late to undo this' },
    { ja: '必要なら、もう一度変更してください。', en: 'Please change it once more instead.' },
  ),
  no_survey: told(
    'i-lucide-message-circle-question',
    { ja: 'この人は、いまトークで回答していません', en: 'No survey runs in the chat' },
    { ja: '読み込み直して確かめてください。', en: 'Please load the page again.' },
  ),
  not_held: told(
    'i-lucide-bot',
    { ja: 'もう自動応答に戻っています', en: 'The bot has the word already' },
    { ja: 'そのままで大丈夫です。', en: 'There is nothing to do.' },
  ),
  reply_token_expired: told(
    'i-lucide-clock',
    { ja: '無料で返信できる時間が過ぎました', en: 'The time for a free reply is over' },
    {
      ja: 'プッシュで送るか、次のメッセージを待ってください。',
      en: 'Send it as a push, or wait for the next message.',
    },
  ),
  unseen: told(
    'i-lucide-message-circle-warning',
    { ja: 'まだ見ていないメッセージがあります', en: 'The person wrote something that was not seen' },
    { ja: '最新のメッセージを読んでから、もう一度操作してください。', en: 'Please read it and try again.' },
  ),
  below_taken: told(
    'i-lucide-users-round',
    { ja: '定員が、もう予約した人数より少なくなります', en: 'More people have a place already' },
    { ja: '予約した人数以上にしてください。', en: 'Please leave at least as many places.' },
  ),
  held: told(
    'i-lucide-loader',
    { ja: 'お客さまがまだ回答の途中です', en: 'The person still fills in the form' },
    { ja: '回答が終わってから、もう一度お試しください。', en: 'Please wait until it is finished.' },
  ),
  no_room: told(
    'i-lucide-users-round',
    { ja: 'その枠には空きが足りません', en: 'There is not room enough in that slot' },
    { ja: 'ほかの枠を選ぶか、定員を増やしてください。', en: 'Choose another one, or give it more places.' },
  ),
  other_question: told(
    'i-lucide-calendar-x',
    { ja: '別の質問の枠には移せません', en: 'It is a slot of another question' },
    { ja: '同じ質問の枠を選んでください。', en: 'Choose a slot of the same question.' },
  ),
  waits: told(
    'i-lucide-hourglass',
    { ja: 'まだキャンセル待ちです', en: 'They still wait for a place' },
    { ja: '先に、空きのある枠に移してください。', en: 'Move them to a slot with room first.' },
  ),
  same_slots: told(
    'i-lucide-calendar-check',
    { ja: '同じ枠がすでにあります', en: 'There are such slots already' },
    { ja: '日時か名前を変えてください。', en: 'Choose other times or another name.' },
  ),
  in_use: told(
    'i-lucide-lock',
    { ja: 'まだ使われています', en: 'It is still in use' },
    {
      ja: '使っているフォームや予約を先に外してください。',
      en: 'Please take it out of forms, or cancel bookings, first.',
    },
  ),
  no_such_day: told(
    'i-lucide-calendar-x',
    { ja: 'その期間に、あてはまる曜日がありません', en: 'There is no such day in this time' },
    { ja: '期間か曜日を変えてください。', en: 'Please choose other days.' },
  ),
  too_many_at_once: told(
    'i-lucide-calendar-plus',
    { ja: '一度に追加できる数を超えています', en: 'These are too many at once' },
    {
      ja: '期間を短くして、何回かに分けて追加してください。',
      en: 'Please choose a shorter time and add them bit by bit.',
    },
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
  too_many_views: told(
    'i-lucide-bookmark-x',
    { ja: 'ビューをこれ以上保存できません', en: 'There are as many views as can be kept' },
    { ja: '使っていないビューを消してください。', en: 'Please remove a view that is not used.' },
  ),
  more_rows: told(
    'i-lucide-refresh-cw',
    { ja: '消える件数が増えました', en: 'More would be deleted by now' },
    { ja: '件数をもう一度確かめてから保存してください。', en: 'Please look at the number again before you save.' },
  ),
  no_files: told(
    'i-lucide-hard-drive',
    { ja: 'ファイルを保存する場所がありません', en: 'There is no place for files here' },
    { ja: 'サーバーを管理している人に設定を依頼してください。', en: 'Please ask whoever runs Musubi to set one up.' },
  ),
  no_answer: told(
    'i-lucide-cloud-off',
    { ja: 'LINEから画像を受け取れませんでした', en: 'LINE did not give the picture' },
    { ja: '少し待ってから、もう一度お試しください。', en: 'Please wait a moment and try again.' },
  ),
}

/** What a reason of a refusal says, and what to do about it; undefined where the kind of error says as much. */
export const refusalWords = (reason: unknown) =>
  typeof reason === 'string' && Object.hasOwn(words, reason) ? words[reason] : undefined
