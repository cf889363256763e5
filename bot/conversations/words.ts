import type { Language } from '../forms/contract.ts'
import { fold } from '../forms/read.ts'

/** Words by which people steer a survey where there is no button, in any width and kana. */
const plainCommands: Record<string, string[]> = {
  back: ['もどる', '戻る', '前へ', '前へ戻る', 'back'],
  skip: ['スキップ', 'skip'],
  cancel: ['やめる', '止める', '中止', 'キャンセル', 'stop', 'cancel'],
  where: ['進み具合', 'すすみぐあい', 'どこまで', 'あと何問', 'progress'],
}

/** Words that steer as well, but may be an answer where any text is one. */
const looseCommands: Record<string, string[]> = {
  back: ['まえ', '前', '前に戻る', 'もどります', '戻ります', '戻りたい', '戻ってください', '前に戻りたい'],
  skip: ['とばす', '飛ばす', 'パス', 'あとで', 'スキップします', '飛ばします', '飛ばしてください', 'とばしてください'],
  cancel: [
    '終了',
    'ストップ',
    'quit',
    'やめます',
    'やめたい',
    'やめたいです',
    'もうやめる',
    'やめてください',
    '中止します',
  ],
  resume: [
    '入力しました',
    '回答しました',
    '終わりました',
    '続き',
    'つづき',
    '続きから',
    '続ける',
    'つづける',
    '再開',
    'resume',
    'continue',
    'finished',
  ],
  confirm: ['決定', 'けってい', 'これで決定', '以上', 'これで', 'ok', 'done', 'confirm'],
}

export type Command = 'back' | 'skip' | 'cancel' | 'where' | 'resume' | 'confirm'

const byFoldedWord = (...all: Record<string, string[]>[]) =>
  new Map(
    all.flatMap((commands) =>
      Object.entries(commands).flatMap(([command, said]) =>
        said.map((word) => [fold(word), command as Command] as const),
      ),
    ),
  )
const plain = byFoldedWord(plainCommands)
const every = byFoldedWord(plainCommands, looseCommands)

/** The command in a typed message, when it is nothing but one. */
export const commandIn = (text: string): Command | undefined => every.get(fold(text))

/** The same where any text is an answer: only what nobody answers with. */
export const plainCommandIn = (text: string): Command | undefined => plain.get(fold(text))

const ja = {
  back: '前へ戻る',
  skip: 'スキップ',
  cancel: 'やめる',
  confirm: 'これで決定',
  pickDate: '日付を選ぶ',
  pickTime: '時刻を選ぶ',
  pickDateTime: '日時を選ぶ',
  pickBirthday: '生年月日を選ぶ',
  openPage: '入力ページを開く',
  openList: '一覧から選ぶ',
  agree: '同意します',
  yes: 'はい',
  no: 'いいえ',
  change: '変更する',
  resume: '続きから',
  optional: '任意',
  pickOne: 'あてはまるものを1つ選んでください',
  pickSome: 'あてはまるものをすべて選び、「これで決定」を押してください',
  typeNumber: '数字を入力して送ってください',
  typeMoney: '金額を「12,000」「1万2千円」のように送ってください',
  typeOnScale: (min: number, max: number, unit: string) => `${min}${unit}から${max}${unit}の数字を送ってください`,
  typeText: 'メッセージとして入力して送ってください',
  pickDateNote: '「日付を選ぶ」を押すか、「12/3」のように送ってください',
  pickTimeNote: '「時刻を選ぶ」を押すか、「18:30」のように送ってください',
  pickDateTimeNote: '「日時を選ぶ」を押すか、「12/3 18:30」のように送ってください',
  pickBirthdayNote: '「生年月日を選ぶ」を押すか、「昭和50年5月5日」のように送ってください',
  typeEmail: 'メールアドレスを入力して送ってください',
  typePhone: '電話番号を入力して送ってください（ハイフンはあってもなくてもかまいません）',
  typeId: '番号を入力して送ってください',
  typeOption: '名前の一部か番号を送ってください',
  typeOrOpenList: '名前の一部を送るか、「一覧から選ぶ」を押してください',
  onPage: '下のボタンのページで入力してください。終わったら、このトークに戻って「続き」と送ってください。',
  orTypeName: (example: string) => `「${example}」のように、このまま送ることもできます。`,
  onlyTypeName: (example: string) => `「${example}」のように送ってください`,
  nameExample: (kana: boolean) => (kana ? '山田 花子 やまだ はなこ' : '山田 花子'),
  notYet: 'まだ入力が届いていません。',
  onlyPage: 'この質問は、トークでは読み取れません。',
  noPage: 'この質問は、いまトークではお答えいただけません。スタッフがうかがいますので、ここまででお待ちください。',
  passedOver: (title: string) => `「${title}」は、いまトークではうかがえないため、次へ進みます。`,
  didYouMean: (text: string) => `「${text}」ではありませんか？ 下から選んでください。`,
  whichOne: 'この中にありますか？ ないときは、別の言い方で送ってください。',
  whichYear: '何年のことでしょうか？ 下から選んでください。',
  needsConsent: '同意いただけない場合は、先へ進めません。「やめる」で中止できます。',
  first: 'これが最初の質問です。',
  required: 'この質問は必須のため、スキップできません。',
  cancelled: (form: string) => `「${form}」を中止しました。もう一度はじめるときは、下のボタンを押してください。`,
  start: 'はじめる',
  nothingToDo: '回答中のアンケートはありません。',
  notYours: 'このボタンは使えません。',
  over: (form: string) => `「${form}」には回答済みです。ありがとうございました。`,
  closed: 'このアンケートは受付を終了しました。',
  notText: 'ありがとうございます。アンケートの途中です。下の質問にお答えください。',
  welcomeBack: '前回の続きからです。',
  received: 'ありがとうございます。続きの質問です。',
  again: 'もう一度お送りします。',
  alreadyAnswered: (answer: string) => `この質問は「${answer}」と回答済みです。変更しますか？`,
  alreadySkipped: 'この質問はスキップ済みです。変更しますか？',
  canSkip: '「スキップ」で次の質問へ進むこともできます。',
  canStop: '「やめる」で中止することもできます。',
  progress: (position: number, total: number) => `全${total}問中${position}問目です。`,
}

const en: typeof ja = {
  back: 'Back',
  skip: 'Skip',
  cancel: 'Stop',
  confirm: 'Confirm',
  pickDate: 'Pick a date',
  pickTime: 'Pick a time',
  pickDateTime: 'Pick date and time',
  pickBirthday: 'Pick your date of birth',
  openPage: 'Open the page',
  openList: 'Choose from the list',
  agree: 'I agree',
  yes: 'Yes',
  no: 'No',
  change: 'Change it',
  resume: 'Continue',
  optional: 'Optional',
  pickOne: 'Please choose one',
  pickSome: 'Choose all that apply, then tap “Confirm”',
  typeNumber: 'Please type a number and send it',
  typeMoney: 'Please send the amount in yen, like “12,000”',
  typeOnScale: (min, max, unit) => `Please send a number from ${min} to ${max}${unit && ` ${unit}`}`,
  typeText: 'Please type your answer and send it',
  pickDateNote: 'Tap “Pick a date”, or type one like 2026/12/3',
  pickTimeNote: 'Tap “Pick a time”, or type one like 18:30',
  pickDateTimeNote: 'Tap “Pick date and time”, or type them like 12/3 18:30',
  pickBirthdayNote: 'Tap “Pick your date of birth”, or type it like 1975/5/5',
  typeEmail: 'Please type your e-mail address and send it',
  typePhone: 'Please type your phone number and send it, with or without hyphens',
  typeId: 'Please type the number and send it',
  typeOption: 'Please send a part of the name, or its number',
  typeOrOpenList: 'Please send a part of the name, or tap “Choose from the list”',
  onPage: 'Please fill this in on the page behind the button. Then come back to this chat and send “continue”.',
  orTypeName: (example) => `You can also send it right here, like “${example}”.`,
  onlyTypeName: (example) => `Please send it like “${example}”`,
  nameExample: (kana) => (kana ? '山田 花子 やまだ はなこ' : '山田 花子'),
  notYet: 'Your answer has not arrived yet.',
  onlyPage: 'The chat cannot read an answer to this question.',
  noPage:
    'This question cannot be answered in the chat at the moment. Our staff will ask you; your answers so far are kept.',
  passedOver: (title) => `“${title}” cannot be asked in the chat at the moment, so we go on to the next question.`,
  didYouMean: (text) => `Did you mean “${text}”? Please choose below.`,
  whichOne: 'Is it one of these? If not, please say it in other words.',
  whichYear: 'Which year do you mean? Please choose below.',
  needsConsent: 'Without your consent we cannot go on. You can “stop” here.',
  first: 'This is the first question.',
  required: 'This question is required and cannot be skipped.',
  cancelled: (form) => `“${form}” was stopped. To begin again, tap the button below.`,
  start: 'Begin',
  nothingToDo: 'There is no survey under way.',
  notYours: 'This button cannot be used.',
  over: (form) => `You have already answered “${form}”. Thank you.`,
  closed: 'This survey no longer takes answers.',
  notText: 'Thank you. You are in the middle of a survey: please answer the question below.',
  welcomeBack: 'Here is where you left off.',
  received: 'Thank you. Here is the next question.',
  again: 'Here it is once more.',
  alreadyAnswered: (answer) => `You answered this question with “${answer}”. Do you want to change it?`,
  alreadySkipped: 'You skipped this question. Do you want to answer it?',
  canSkip: 'You can also “skip” to the next question.',
  canStop: 'You can also “stop”.',
  progress: (position, total) => `This is question ${position} of ${total}.`,
}

/** What the chat says, in the person's language. */
export const words = (language: Language): typeof ja => (language === 'en' ? en : ja)
