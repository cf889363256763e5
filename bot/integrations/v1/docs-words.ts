import type { WebhookEvent } from '../contract.ts'

export type DocsLanguage = 'ja' | 'en'

interface DocsWords {
  contents: string
  scope: string
  parameters: string
  answer: string
  /** Anchor and heading, in order. */
  sections: [string, string][]
  scopeWords: [string, string][]
  begin: string[]
  cursor: string[]
  types: string[]
  webhooks: string[]
  retries: string[]
  errors: string[]
}

export const eventWords: Record<WebhookEvent, Record<DocsLanguage, string>> = {
  'submission.finished': { ja: '回答が送信されました', en: 'Somebody sent a form' },
  'submission.changed': {
    ja: '送信された回答が、本人によって変更されました（新しい回答の replaces が元の回答です）。キャンセル待ちの人に枠が移ったときは、同じ id のまま届きます',
    en: 'Its person changed what they had sent: `replaces` of the new submission names the one before. Or who waited has got a place: then it is the same id',
  },
  'submission.cancelled': { ja: '送信された回答が取り消されました', en: 'What had been sent was cancelled' },
  'submission.erased': {
    ja: '回答した人のデータが消去されました（idだけを伝えます。そちらの控えも消してください）',
    en: 'The person was erased: only the id is told. Please delete your copy too',
  },
}

export const docsWords: Record<DocsLanguage, DocsWords> = {
  ja: {
    contents: '目次',
    scope: 'スコープ',
    parameters: 'パラメーター',
    answer: '応答',
    sections: [
      ['begin', 'はじめに'],
      ['scopes', 'スコープ'],
      ['operations', '読み取り'],
      ['cursor', '続きから読む'],
      ['types', 'TypeScriptの型'],
      ['webhooks', 'Webhook'],
      ['errors', 'エラー'],
    ],
    scopeWords: [
      ['forms:read', 'フォームの定義を読みます'],
      [
        'submissions:read',
        '回答を読みます。個人情報の回答・自由記述・会員番号と、それらで決まる計算値・終わりの画面は含まれません',
      ],
      ['personal:read', '個人情報の回答・自由記述・会員番号・リンクの個人情報と、それらで決まるものも読みます'],
    ],
    begin: [
      'フォームの定義と回答を、ほかのシステムから読み取るためのAPIです。書き込みはできません。',
      'APIキーは管理画面の「設定 → API・Webhook」で作ります。キーはAuthorizationヘッダーだけで送ってください。URLに入れると、たとえ正しいキーでも受け付けません。',
      '1つのキーで読めるのは、そのキーを作った公式アカウントのデータだけです。1分間に600回まで使えます。',
    ],
    cursor: [
      '一覧は、最後に変わった順に並びます。next_cursor を保存しておき、次はそれを cursor に渡してください。読んでいる間にデータが変わっても、抜けも重複もありません。変わった回答は、新しい内容でもう一度届きます。',
      'has_more が false になっても next_cursor は使えます。数分後や翌日に渡すと、それ以降に変わった分だけが返ります。書き込まれた回答は、約3秒後から読めます。',
      '取り消しや変更も知りたいときは state=all を付けてください。',
    ],
    types: [
      'npm run forms:types で、公開中のフォームの型・検証・読み取りのコードを1つのファイルに書き出せます。質問のキーを変えると、そのキーを使っているコードはビルドできなくなります。レポートが静かに壊れることはありません。',
      'サーバーの外では、キーを使ってこのAPIから書き出せます。',
    ],
    webhooks: [
      '出来事があったときに、登録したURLへPOSTします。署名はStandard Webhooksの方式です。届いた本文をそのまま（JSONを読み直す前に）検証してください。',
      '同じ出来事が2回届くことも、順序が前後することもあります。webhook-id は再送でも変わらないので、処理済みかどうかの判断に使えます。',
    ],
    retries: [
      '2xx以外の応答と、15秒以内に終わらない応答は失敗です。転送（3xx）はたどりません。すぐ・5秒・5分・30分・2時間・5時間・10時間・10時間の間隔で、8回まで試します（合計およそ27.6時間）。',
      '410を返すと、以後は呼び出しません。5日間失敗し続けたときも停止し、スタッフにお知らせします。失敗した呼び出しは30日間、管理画面から送り直せます。',
      'シークレットを入れ替えると、24時間は新旧2つの署名が並びます。その間に受け取り側を切り替えてください。',
    ],
    errors: ['エラーはRFC 9457（application/problem+json）で返します。プログラムでは code で判断してください。'],
  },
  en: {
    contents: 'Contents',
    scope: 'scope',
    parameters: 'Parameters',
    answer: 'Answer',
    sections: [
      ['begin', 'Getting started'],
      ['scopes', 'Scopes'],
      ['operations', 'Reading'],
      ['cursor', 'Going on where you stopped'],
      ['types', 'TypeScript types'],
      ['webhooks', 'Webhooks'],
      ['errors', 'Errors'],
    ],
    scopeWords: [
      ['forms:read', 'Reads what forms ask'],
      [
        'submissions:read',
        'Reads submissions without answers that name a person or are in words of their own, what follows from those, and member numbers',
      ],
      ['personal:read', 'Reads those as well'],
    ],
    begin: [
      'This API lets other systems read forms and what people answered. There is nothing to write.',
      'Make an API key in the dashboard under Settings → API and webhooks. Send it in the Authorization header only: in an address it is refused, even if it is right.',
      'A key reads the data of the account that it was made in, 600 times a minute at most.',
    ],
    cursor: [
      'Lists are in the order of the last change. Keep next_cursor and pass it as cursor the next time: whatever changes while you read, nothing is missed and nothing comes twice. A submission that changed comes again as it is then.',
      'next_cursor is good even when has_more is false: pass it minutes or days later, and what changed since comes. A submission can be read about three seconds after it was written.',
      'Pass state=all to hear of cancelled and replaced submissions too.',
    ],
    types: [
      'npm run forms:types writes one file with the types of your published forms, a validator and a small client. When the key of a question changes, code that uses it no longer builds; no report goes wrong in silence.',
      'Away from the server it reads them from this API with a key.',
    ],
    webhooks: [
      'When something happens we POST it to the addresses that you registered, signed as Standard Webhooks says. Verify the body as it came, before you parse it.',
      'The same thing may arrive twice, and not in order. webhook-id stays the same on every attempt and every replay: use it to tell what you have handled.',
    ],
    retries: [
      'Anything but 2xx, or no whole answer within 15 seconds, is a failure. Redirects are not followed. We try at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h: eight times, 27.6 hours in all.',
      'Answer 410 and we never call again. An endpoint that fails for five days is switched off too, and staff are told. Failed calls can be replayed in the dashboard for 30 days.',
      'After a secret was rotated, both sign for 24 hours; change your receiver in that time.',
    ],
    errors: ['Errors follow RFC 9457 (application/problem+json). Programs decide by code.'],
  },
}

/** What the contracts say of a field (`contract.ts`), in Japanese. */
export const fieldWords: Record<string, string> = {
  'UTC, to the millisecond': 'UTC、ミリ秒まで',
  'In Japanese, and in English where somebody wrote it': '日本語。英語があれば英語も',
  'Its stable name': '変わらない名前',
  'The version that people get now': 'いま公開している版',
  'JSON Schema of `answers` of a submission of this version': 'この版の回答（answers）のJSON Schema',
  'Keys of answers that take the scope personal:read: they name a person, or are in words of their own':
    '読むのにpersonal:readが必要な回答のキー（個人情報と自由記述）',
  'The form as it was published': '公開したフォームの定義',
  'The key of its form': 'フォームのキー',
  'The version of the form that was answered': '回答したときのフォームの版',
  'The receipt number that its person was told': '本人に伝えた受付番号',
  'The LINE user ID': 'LINEのユーザーID',
  'The member number; takes personal:read': '会員番号（personal:readが必要）',
  'The submission in whose place this one came': 'この回答に置き換えられた、元の回答',
  'Whether it has a place of a form that has so many, or waits for one; null: there are as many as come':
    '定員の枠（taken：あり、waiting：キャンセル待ち、null：定員なし）',
  'By question key, with the types of `answers_schema`': '質問のキーごとの回答（型はanswers_schema）',
  'Calculated numbers by key; those that stand on personal answers take personal:read':
    '計算した値（個人情報の回答から決まるものはpersonal:readが必要）',
  'The key of the ending that was shown; null: the usual one; takes personal:read where it tells something personal':
    '表示した終わりの画面のキー（null：通常。個人情報の回答で決まるときはpersonal:readが必要）',
  'What the link said': 'リンクの値',
  'Fields that this key may not read': 'このキーでは読めない項目',
  'Where to go on, also later: whatever changes afterwards comes then': '続きを読む位置。後日でも使えます',
  'The key of a form; left out: all forms': 'フォームのキー（なければすべて）',
  '`all` also tells of what was cancelled or replaced since': 'all なら、取り消しや置き換えも返します',
  'Not with a cursor': 'この時刻以降（cursorとは併用しません）',
  '`next_cursor` of the page before': '前のページのnext_cursor',
  '1 to 200': '1〜200',
}
