import { answerText } from '../forms/answer-text.ts'
import { besideIn, type Beside } from '../forms/beside.ts'
import { checkAnswer, problemText, type Problem } from '../forms/check.ts'
import { checkPageKey } from '../forms/check-page.ts'
import { endWords } from '../forms/end-words.ts'
import { checkedBeside } from '../forms/kinds/compared.ts'
import type { DayChoice } from '../forms/kinds/problem.ts'
import { yearChoiceText } from '../forms/problem-text.ts'
import { inLanguage, type Answers, type AnswerValue, type Question, type Texts } from '../forms/contract.ts'
import { ask, type Offer } from './ask.ts'
import { askToCheck, isCheckedFirst } from './check-answers.ts'
import type { Button, Run, Setting, Speech, Talk, Turn } from './contract.ts'
import { isLongList, isOnPage, needsPage } from './hand-over.ts'
import { marksIn } from './order-marks.ts'
import { shownPart } from './shown-question.ts'
import { askedBefore, walk } from './walk.ts'
import { words } from './words.ts'
import { under } from '../forms/under.ts'

// What a turn can be: each move takes where the person is, and gives what follows and what we say. All of them are pure.

/** The question that waits for an answer, in its run. */
export interface Asking {
  run: Run
  question: Question
}

/** Asks the first question of a run, or the one where an earlier run stopped: in the chat, or meanwhile in LIFF. */
export function open(run: Run, setting: Setting, { resumed }: { resumed: boolean }): Turn {
  const greeting = resumed ? words(setting.language).welcomeBack : beginningOf(run, setting)
  return onward(run, [], setting, greeting === '' ? [] : [greeting])
}

/** What stands above the first question in LIFF, too: the introduction, and what the answers are for. */
function beginningOf(run: Run, setting: Setting): string {
  const { introduction, purpose } = run.definition
  const say = (texts: Texts) => inLanguage(shownPart(run, texts, setting), setting.language)
  const told = purpose && words(setting.language).purpose(inLanguage(purpose, setting.language))
  return [introduction && say(introduction), told].filter(Boolean).join('\n\n')
}

/** Goes on after an answer that the person gave on a page in LIFF. */
export const goOnFromPage = (run: Run, setting: Setting): Turn =>
  onward(run, [], setting, [words(setting.language).received])

/**
 * Asks the next question, after what is said on the way to it; or shows everything once more, or finishes. `answers` are those
 * that led here.
 */
function onward(from: Run, answers: Turn['answers'], setting: Setting, first: string[] = []): Turn {
  const { run, question, passed, said } = walk(from, setting)
  const written = [...answers, ...passed]
  const before = [...first, ...said].map(text)
  if (question) {
    const turn = moveTo(run, question, written, setting)
    return { ...turn, speech: [...before, ...clash(run, question, setting), ...turn.speech] }
  }
  if (isCheckedFirst(run)) {
    const turn = toCheckPage(run, written, setting)
    return { ...turn, speech: [...before, ...turn.speech] }
  }
  const turn = finished(run, setting)
  return { ...turn, answers: written, speech: [...said.map(text), ...turn.speech] }
}

/** Whoever changed an earlier answer is told why a later one does not fit it any more. */
function clash(run: Run, question: Question, setting: Setting): Speech[] {
  const given = under(run.answers, question.key)
  if (given == null) return []
  const checked = checkedBeside(question, { ok: true, value: given }, besideOf(run, setting).other)
  return checked.ok ? [] : [text(reasonOf(checked.problem, setting))]
}

/** Shows all answers once more, before they are sent. */
export const toCheckPage = (run: Run, answers: Turn['answers'], setting: Setting): Turn => ({
  ...nothing,
  answers,
  question: checkPageKey,
  speech: [askToCheck(run, setting)],
})

/** Ends the survey with its words of thanks. */
export const finished = (run: Run, setting: Setting): Turn => ({
  ...nothing,
  end: 'finished',
  speech: [thanks(run, setting)],
})

/**
 * The draft is shared: the person has answered this one in LIFF meanwhile, and comes back with whatever they write. Where the
 * chat takes answers as well, an earlier one is no reason to go on: what is not understood may be meant to change it.
 */
export const isAnsweredOnPage = ({ changed = false }: Talk, { run, question }: Asking): boolean => {
  const { kind, key } = question
  const isEither = isOnPage(question) || isLongList(question) || kind === 'slot' || kind === 'order'
  return (needsPage(question) || (changed && isEither)) && under(run.answers, key) !== undefined
}

/** Takes a value as the answer to a question, or says why it is none; a year that may mean several is offered to choose. */
export function answered(talk: Talk, run: Run, question: Question, value: unknown, setting: Setting): Turn {
  const checked = checkAnswer(question, value, setting.today, besideOf(run, setting))
  const days = checked.ok ? [] : daysMeant(checked.problem)
  if (!checked.ok && days.length > 0) {
    const { language } = setting
    const offers = days.map((day) => ({ value: day.date, label: yearChoiceText(day, language) }))
    const first = days.length > 1 ? words(language).whichYear : reasonOf(checked.problem, setting)
    return offer(talk, { run, question }, offers, first, setting)
  }
  if (!checked.ok) return misunderstood(talk, { run, question }, checked.problem, setting)
  return goOn(run, question, checked.value, setting)
}

/** The time, and what else the person has answered. */
export const besideOf = (run: Run, { now, name = null }: Setting): Beside =>
  besideIn(run.definition, { ...run, name }, now)

/** The days that somebody may have meant by a year that tells no day. */
const daysMeant = (problem: Problem): DayChoice[] =>
  problem.code === 'which_year' ? problem.choices : 'meant' in problem ? [problem.meant] : []

/** Passes an optional question over; a required one is asked again. */
export function skip(talk: Talk, run: Run, question: Question, setting: Setting): Turn {
  if (question.required) return askAgain(talk, { run, question }, setting, words(setting.language).required)
  return goOn(run, question, null, setting)
}

/** What is read back, because misreading it costs a visit, a parcel or a lunch. */
const readBack: ReadonlySet<Question['kind']> = new Set(['date_time', 'address', 'order'])

/** Writes one answer and asks what comes next, or finishes. */
function goOn(run: Run, question: Question, value: AnswerValue | null, setting: Setting): Turn {
  const turn = onward({ ...run, answers: { ...run.answers, [question.key]: value } }, [{ question, value }], setting)
  if (!readBack.has(question.kind) || value === null) return turn
  const { language } = setting
  return {
    ...turn,
    speech: [text(words(language).takenAs(inLanguage(answerText(question, value), language))), ...turn.speech],
  }
}

/** Asks the question before this one again. */
export function back(talk: Talk, run: Run, question: Question, setting: Setting): Turn {
  const previous = askedBefore(run, question.key, setting)
  if (!previous) return askAgain(talk, { run, question }, setting, words(setting.language).first)
  return moveTo(run, previous, [], setting)
}

/** Asks a question, whatever was asked before; `answers` are those that the move has written. */
export function moveTo(run: Run, question: Question, answers: Turn['answers'], setting: Setting): Turn {
  const ticks = tickedAt(question, run.answers)
  return {
    answers,
    end: null,
    question: question.key,
    ticked: ticks,
    misunderstood: 0,
    speech: [askIn(run, question, ticks, setting)],
  }
}

function thanks(run: Run, { language, name = null }: Setting): Speech {
  const said = endWords(run.definition, { ...run, name })
  const link = said.link && { label: inLanguage(said.link.label, language), url: said.link.url }
  return { ...text(inLanguage(said.thanks, language)), ...(link && { link }) }
}

/** Ends the survey at the person's wish, with a button to begin it again. */
export function cancelled(run: Run, setting: Setting): Turn {
  const say = words(setting.language)
  const begin: Button = { label: say.start, says: say.start, tap: { act: 'start', form: run.formKey } }
  return {
    ...nothing,
    end: 'cancelled',
    speech: [{ kind: 'text', text: say.cancelled(titleOf(run, setting)), buttons: [begin] }],
  }
}

/** The form's title in the person's language. */
export const titleOf = (run: Run, setting: Setting) =>
  inLanguage(shownPart(run, run.definition.title, setting), setting.language)

/** Asks again with the reason; who is not understood twice is shown the way out. */
export function misunderstood(talk: Talk, asking: Asking, problem: Problem | string, setting: Setting): Turn {
  const say = words(setting.language)
  const reason = typeof problem === 'string' ? problem : reasonOf(problem, setting)
  const help = asking.question.required ? say.canStop : say.canSkip
  const turn = askAgain(talk, asking, setting, talk.misunderstood > 0 ? `${reason}\n${help}` : reason)
  return { ...turn, misunderstood: talk.misunderstood + 1, untaken: true }
}

/** Offers what was probably meant, as buttons under the question. */
export function offer(talk: Talk, { run, question }: Asking, offers: Offer[], first: string, setting: Setting): Turn {
  const asked = ask(run, question, { ticked: talk.ticked, offers, ...setting })
  return { ...stay(talk, [text(first), asked]), misunderstood: talk.misunderstood + 1 }
}

const reasonOf = (problem: Problem, { language }: Setting) =>
  `${problemText(problem, language)}${language === 'ja' ? '。' : '.'}`

/** Asks the same question once more, after a sentence if there is one to say. */
export function askAgain(talk: Talk, { run, question }: Asking, setting: Setting, first?: string): Turn {
  const asked = askIn(run, question, talk.ticked, setting)
  return stay(talk, first ? [text(first), asked] : [asked])
}

const askIn = (run: Run, question: Question, ticks: string[], setting: Setting): Speech =>
  ask(run, question, { ticked: ticks, ...setting })

function tickedAt(question: Question, answers: Answers): string[] {
  const given = under(answers, question.key)
  if (question.kind === 'order') return marksIn(given)
  return question.kind === 'multiple_choice' && Array.isArray(given) ? given : []
}

/** A plain sentence. */
export const text = (said: string): Speech => ({ kind: 'text', text: said, buttons: [] })

/** A turn in which nothing was written and no question waits. */
export const nothing: Turn = { answers: [], end: null, question: null, ticked: [], misunderstood: 0, speech: [] }

/** Nobody's words are lost: what became no answer is kept for staff. */
export const forStaff = (turn: Turn): Turn => ({ ...turn, untaken: true })

/** A turn that leaves the person where they are. */
export const stay = (talk: Talk, speech: Speech[]): Turn => ({
  answers: [],
  end: null,
  question: talk.question,
  ticked: talk.ticked,
  misunderstood: talk.misunderstood,
  speech,
})
