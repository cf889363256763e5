import type { Language } from '../forms/contract.ts'
import { fold } from '../forms/read.ts'

/** Words by which people steer a survey where there is no button, in any width and kana; folded. */
const commands: Record<string, string[]> = {
  back: ['もどる', '戻る', 'まえ', '前', '前へ', 'back'],
  skip: ['スキップ', 'とばす', '飛ばす', 'パス', 'あとで', 'skip'],
  cancel: ['やめる', '止める', '中止', 'キャンセル', '終了', 'ストップ', 'stop', 'cancel', 'quit'],
  where: ['進み具合', 'すすみぐあい', 'どこまで', 'あと何問', 'progress'],
  resume: ['続き', 'つづき', '続きから', '続ける', 'つづける', '再開', 'resume', 'continue'],
  confirm: ['決定', 'けってい', '以上', 'これで', 'ok', 'done'],
}

export type Command = 'back' | 'skip' | 'cancel' | 'where' | 'resume' | 'confirm'

const byWord = new Map(
  Object.entries(commands).flatMap(([command, words]) => words.map((word) => [fold(word), command])),
)

/** The command in a typed message, when it is nothing but one. */
export const commandIn = (text: string): Command | undefined => byWord.get(fold(text)) as Command | undefined

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
  cancelled: 'アンケートを中止しました。もう一度答えたいときは、キーワードを送ってください。',
  nothingToDo: '今は進行中のアンケートはありません。',
  notYours: 'このボタンは使えません。アンケートに答えるには、キーワードを送ってください。',
  over: 'このアンケートは終了しています。ご回答ありがとうございました。',
  closed: 'このアンケートは受付を終了しました。',
  notText: 'ありがとうございます。アンケートの途中です。下の質問にお答えください。',
  welcomeBack: '前回の続きからです。',
  again: 'もう一度お送りします。',
  chosen: (label: string) => `選択中：${label}`,
  alreadyAnswered: (answer: string) => `この質問は「${answer}」と回答済みです。変更しますか？`,
  passedOver: 'スキップ',
  progress: (position: number, total: number) => `${total}問中の${position}問目です。`,
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
  cancelled: 'The survey was stopped. To answer it after all, send its keyword again.',
  nothingToDo: 'There is no survey under way.',
  notYours: 'This button cannot be used. To answer the survey, send its keyword.',
  over: 'This survey is finished. Thank you for your answers.',
  closed: 'This survey no longer takes answers.',
  notText: 'Thank you. You are in the middle of a survey: please answer the question below.',
  welcomeBack: 'Here is where you left off.',
  again: 'Here it is once more.',
  chosen: (label) => `Chosen: ${label}`,
  alreadyAnswered: (answer) => `You answered this question with “${answer}”. Do you want to change it?`,
  passedOver: 'skipped',
  progress: (position, total) => `This is question ${position} of ${total}.`,
}

/** What the chat says, in the person's language. */
export const words = (language: Language): typeof ja => (language === 'en' ? en : ja)
