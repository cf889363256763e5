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
  back: ['まえ', '前'],
  skip: ['とばす', '飛ばす', 'パス', 'あとで'],
  cancel: ['終了', 'ストップ', 'quit'],
  resume: ['続き', 'つづき', '続きから', '続ける', 'つづける', '再開', 'resume', 'continue'],
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
  change: '変更する',
  resume: '続きから',
  optional: '任意',
  pickOne: 'あてはまるものを1つ選んでください',
  pickSome: 'あてはまるものをすべて選び、「これで決定」を押してください',
  typeNumber: '数字を入力して送ってください',
  typeText: 'メッセージとして入力して送ってください',
  pickDateNote: '「日付を選ぶ」を押すか、「12/3」のように送ってください',
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
  change: 'Change it',
  resume: 'Continue',
  optional: 'Optional',
  pickOne: 'Please choose one',
  pickSome: 'Choose all that apply, then tap “Confirm”',
  typeNumber: 'Please type a number and send it',
  typeText: 'Please type your answer and send it',
  pickDateNote: 'Tap “Pick a date”, or type one like 2026/12/3',
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
  again: 'Here it is once more.',
  alreadyAnswered: (answer) => `You answered this question with “${answer}”. Do you want to change it?`,
  alreadySkipped: 'You skipped this question. Do you want to answer it?',
  canSkip: 'You can also “skip” to the next question.',
  canStop: 'You can also “stop”.',
  progress: (position, total) => `This is question ${position} of ${total}.`,
}

/** What the chat says, in the person's language. */
export const words = (language: Language): typeof ja => (language === 'en' ? en : ja)
