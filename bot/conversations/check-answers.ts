import { answerText } from '../forms/answer-text.ts'
import { checkPageKey, isCheckedInChat } from '../forms/check-page.ts'
import { inLanguage, type Question } from '../forms/contract.ts'
import { cutUnits } from '../forms/cut-units.ts'
import { askedQuestions } from '../forms/flow.ts'
import { fold } from '../forms/meant/fold.ts'
import { shownNumbers } from '../forms/shown-numbers.ts'
import { titleApart } from '../forms/title-apart.ts'
import { under } from '../forms/under.ts'
import type { Button, Run, Setting, Speech } from './contract.ts'
import { shownPart, shownQuestion } from './shown-question.ts'
import { words } from './words.ts'

// The chat's check page: everything once more before it is sent, as LIFF shows it, and a number for each answer to change.

/** Longer answers are told by their beginning: a bubble is no page. */
const answerMax = 120
/** Of all answers together; what is longer is read on the page. */
const bodyMax = 1_800

/** Whether the person sees everything once more before this run is sent. */
export const isCheckedFirst = ({ definition }: Run): boolean => isCheckedInChat(definition)

/** The questions as they stand on it, in the order of their numbers. */
export const checkedQuestions = (run: Run): Question[] =>
  askedQuestions(run.definition, run.answers, run).filter(({ kind }) => kind !== 'statement')

/** All answers by their numbers, with a button that sends them and one that leads back to one of them. */
export function askToCheck(run: Run, setting: Setting): Speech {
  const { language, liffUrl } = setting
  const say = words(language)
  const sums = shownNumbers(run.definition, run.answers, run)
  const pairs = [
    ...checkedQuestions(run).map((question, at) => pairOf(run, question, at + 1, setting)),
    ...sums.map(({ title, text }): Pair => [inLanguage(title, language), inLanguage(text, language)]),
  ]
  const body = pairs.map((pair) => pair.join(language === 'ja' ? '：' : ': ')).join('\n')
  const isCut = body.length > bodyMax
  return {
    ...{ kind: 'question', layout: 'list', options: [], offered: false, ends: null, date: null, place: null },
    progress: say.checkPage,
    title: say.checkTitle,
    body: cutUnits(body, bodyMax),
    ...(isCut ? {} : { pairs }),
    note: say.checkNote,
    confirm: button(run, say.send, 'confirm'),
    link: isCut && liffUrl !== null ? { label: say.checkOnPage, url: `${liffUrl}/forms/${run.formKey}` } : null,
    controls: [button(run, say.mend, 'change'), button(run, say.cancel, 'cancel')],
  }
}

type Pair = [heading: string, text: string]

function pairOf(run: Run, { key }: Question, number: number, setting: Setting): Pair {
  const { language } = setting
  const question = shownQuestion(run, key, setting)!
  const given = under(run.answers, key)
  const text = given == null ? '' : inLanguage(answerText(question, given), language)
  const title = shownPart(run, titleApart(run.definition, key), setting)
  return [`${number}. ${inLanguage(title, language)}`, cutUnits(text, answerMax) || words(language).noAnswer]
}

/** So many buttons stand in one bubble; the others are named by their numbers. */
const listedMax = 12

/** Which answer is to be changed: each by its button while there are few, and always by its number. */
export function askWhichToMend(run: Run, setting: Setting): Speech {
  const { language } = setting
  const say = words(language)
  const questions = checkedQuestions(run)
  const place = { run: run.id, version: run.version }
  return {
    ...{ kind: 'question', layout: 'list', offered: false, ends: null, date: null, place: null, link: null },
    ...{ progress: say.checkPage, title: say.whichToMend, body: null, note: say.typeItsNumber, confirm: null },
    options:
      questions.length > listedMax
        ? []
        : questions.map((question, at) => {
            const title = inLanguage(shownPart(run, titleApart(run.definition, question.key), setting), language)
            const label = `${at + 1}. ${title}`
            return { label, says: title, tap: { act: 'change', ...place, question: question.key }, ticked: false }
          }),
    controls: [button(run, say.toCheckPage, 'resume'), button(run, say.cancel, 'cancel')],
  }
}

const button = (run: Run, label: string, act: 'confirm' | 'change' | 'cancel' | 'resume'): Button => ({
  label,
  says: label,
  tap: { act, run: run.id, version: run.version, question: checkPageKey },
})

const sending = [
  '送信',
  '送信する',
  '送信します',
  '送る',
  '送ります',
  'はい',
  'これで送信',
  'この内容で送信',
  '間違いありません',
  'send',
  'yes',
]
const mending = [
  '直す',
  'なおす',
  '直します',
  '直したい',
  '変更',
  '変更する',
  '変更したい',
  '修正',
  '修正する',
  '訂正',
  '訂正する',
  'いいえ',
  'change',
  'edit',
  'no',
]
const folded = (said: string[]) => new Set(said.map(fold))
const [sends, mends] = [folded(sending), folded(mending)]

/** What somebody means who writes under their answers: to send them, to change one, to change they do not say which; undefined: neither. */
export function meantAtCheck(
  run: Run,
  said: string,
  setting: Setting,
): 'send' | 'mend' | { question: Question } | undefined {
  const text = fold(said)
  if (sends.has(text)) return 'send'
  if (mends.has(text)) return 'mend'
  const questions = checkedQuestions(run)
  const number = /^(\d{1,3})(?:番目?|ばんめ?|つめ|問目?)?(?:[をはの].{0,8})?$/u.exec(text)?.[1]
  const named = questions.filter(({ key }) => {
    const title = shownQuestion(run, key, setting)?.title
    return title !== undefined && Object.values(title).some((one) => fold(one) === text)
  })
  const question = number === undefined ? (named.length === 1 ? named[0] : undefined) : questions[Number(number) - 1]
  return question && { question }
}
