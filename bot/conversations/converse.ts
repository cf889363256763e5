import { answerText } from '../forms/answer-text.ts'
import { checkAnswer, type Problem } from '../forms/check.ts'
import { inLanguage, type Question, type QuestionOf } from '../forms/contract.ts'
import { progress } from '../forms/progress.ts'
import { likelierEmail, readEmail } from '../forms/kinds/email.ts'
import { chosenKey, otherKey, otherLabel, otherMark, otherText } from '../forms/kinds/other.ts'
import { placesOf } from '../forms/kinds/places.ts'
import { onOneLine } from '../forms/kinds/plain.ts'
import { staysBeside } from '../forms/kinds/together.ts'
import { bestMatches, onlyBeginning } from '../forms/matches.ts'
import { momentsMeant, readAnswer } from '../forms/read.ts'
import { chooseSlot } from '../slots/choose.ts'
import type { Offer } from './ask.ts'
import type { Button, Run, Said, Setting, Talk, Tap, Turn } from './contract.ts'
import { isLongList, isOnPage, listedMax } from './hand-over.ts'
import {
  answered,
  askAgain,
  back,
  cancelled,
  goOnFromPage,
  misunderstood,
  moveTo,
  nothing,
  offer,
  open,
  skip,
  stay,
  text,
  titleOf,
  type Asking,
} from './moves.ts'
import { completed, placedBy } from './rank.ts'
import { shownQuestion } from './shown-question.ts'
import { slotTapped, slotTyped, whichSlot, type SlotMeant } from './slot-question.ts'
import { tapKey } from './tap.ts'
import { commandIn, plainCommandIn, words, type Command } from './words.ts'
import { under } from '../forms/under.ts'

/** After so long a silence a typed text is no answer any more: the question is asked again first. */
const forgottenMs = 24 * 60 * 60_000
/** A second tap within this time is a double tap, not a wish to change. */
const doubleTapMs = 3_000

/**
 * One turn of a chat survey: where the person is and what they said in, what follows and what we say out.
 * It knows no channel, no database and no clock. Null means that the survey has nothing to do with what was said.
 */
export function converse(talk: Talk, said: Said, setting: Setting): Turn | null {
  const asked = askedNow(talk, setting)
  if (asked?.run.formState === 'closed') return forStaff({ ...nothing, speech: [text(words(setting.language).closed)] })
  if (said.kind === 'unknown_tap') {
    const { notYours } = words(setting.language)
    return asked ? askAgain(talk, asked, setting, notYours) : stay(talk, [text(notYours)])
  }
  if (said.kind === 'tap') return tapped(talk, said.tap, said.date, setting)
  if (!asked) return said.kind === 'text' && commandIn(said.text) ? idleCommand(talk, said.text, setting) : null
  if (said.kind === 'location' && asked.question.kind === 'location' && !talk.late)
    return answered(talk, asked.run, asked.question, partsOf(said), setting)
  if (said.kind === 'location') return forStaff(askAgain(talk, asked, setting, words(setting.language).notText))
  if (said.kind === 'other' && isAnsweredOnPage(asked)) return forStaff(goOnFromPage(asked.run, setting))
  if (said.kind === 'other') return forStaff(askAgain(talk, asked, setting, words(setting.language).notText))
  return typed(talk, asked, said.text, setting)
}

/** As a browser would send it. */
const partsOf = ({ latitude, longitude, place }: Extract<Said, { kind: 'location' }>) => ({
  latitude: latitude.toFixed(6),
  longitude: longitude.toFixed(6),
  place,
})

function askedNow(talk: Talk, setting: Setting): Asking | null {
  if (!talk.run || talk.run.state !== 'draft' || talk.question === null) return null
  const question = shownQuestion(talk.run, talk.question, setting)
  return question ? { run: talk.run, question } : null
}

function typed(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { run, question } = asking
  const say = words(setting.language)
  if (talk.late) return forStaff(askAgain(talk, asking, setting, say.again))
  const meant = readAnswer(question, said, setting.today)
  if (question.kind === 'slot' && commandIn(said) === undefined) return slotSaid(talk, { run, question }, said, setting)
  const isFreeText = question.kind === 'short_text' || question.kind === 'long_text' || question.kind === 'location'
  const command = commandMeant(question, said, meant)
  if (command) return commanded(talk, asking, command, setting)
  if (meant === undefined && isAnsweredOnPage(asking)) return forStaff(goOnFromPage(run, setting))
  if (talk.interrupted || talk.silentMs > forgottenMs) return forStaff(askAgain(talk, asking, setting, say.welcomeBack))
  if (!talk.arrived && isFreeText) return forStaff(askAgain(talk, asking, setting, say.again))
  if (meant === undefined && awaitsOther(talk, question)) return otherGiven(talk, asking, said, setting)
  if (meant === undefined) return notUnderstood(talk, asking, said, setting)
  if (question.kind === 'consent' && meant === 'declined') return refused(talk, asking, setting)
  if (question.kind === 'ranking' && Array.isArray(meant)) return ranked(talk, { run, question }, meant, setting)
  if (question.kind === 'single_choice' && question.other && meant === otherKey)
    return askForOther({ ...talk, ticked: [otherKey] }, asking, setting)
  if (question.kind === 'multiple_choice' && Array.isArray(meant))
    return chosen(talk, { run, question }, meant, setting)
  const halves = question.kind === 'date_time' ? halvesOf(asking, said, setting) : null
  if (halves) return offer(talk, asking, halves, say.whichHalf, setting)
  // Who types it again means it.
  const likelier = talk.misunderstood === 0 ? slipIn(asking, said) : null
  if (likelier) return offer(talk, asking, likelier, say.didYouMean(likelier[0]!.label), setting)
  return answered(talk, run, question, meant, setting)
}

/** An option that is called like a command wins. In a free text only the plain ones steer: 「OK」 may be an answer. */
function commandMeant(question: Question, said: string, meant: unknown): Command | undefined {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return plainCommandIn(said)
    case 'email':
    case 'phone':
    case 'birthday':
    case 'member_id':
    case 'money':
    case 'slider':
    case 'location':
      return commandIn(said)
    default:
      return meant === undefined ? commandIn(said) : undefined
  }
}

/** The draft is shared: the person has answered this one in LIFF meanwhile, and comes back with whatever they write. */
const isAnsweredOnPage = ({ run, question }: Asking): boolean =>
  (isOnPage(question) || isLongList(question) || question.kind === 'slot') &&
  under(run.answers, question.key) !== undefined

function notUnderstood(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { question } = asking
  if (isOnPage(question)) {
    const say = words(setting.language)
    const example =
      question.kind === 'name' && !(question.whole && question.kana) && say.nameExample(question.kana === true)
    const why = example ? say.noName(example) : say.onlyPage
    return forStaff({ ...askAgain(talk, asking, setting, why), misunderstood: talk.misunderstood + 1 })
  }
  if (question.kind === 'dropdown') {
    const only = onlyBeginning(question.options, said)
    if (only) return answered(talk, asking.run, question, only.key, setting)
  }
  if (question.kind === 'dropdown' && isLongList(question)) {
    const near = bestMatches(question.options, said, listedMax)
    const offers = near.map(({ key, label }) => ({ value: key, label: inLanguage(label, setting.language) }))
    if (offers.length > 0) return offer(talk, asking, offers, words(setting.language).whichOne, setting)
  }
  return misunderstood(talk, asking, notReadable(question), setting)
}

/** Nobody's words are lost: what became no answer is kept for staff. */
const forStaff = (turn: Turn): Turn => ({ ...turn, untaken: true })

function refused(talk: Talk, asking: Asking, setting: Setting): Turn {
  if (!asking.question.required) return skip(talk, asking.run, asking.question, setting)
  return askAgain(talk, asking, setting, words(setting.language).needsConsent)
}

/** LINE takes so much postback data; what does not fit on a button is not offered. */
const offeredMax = 100

/** The address that was probably meant, and the one that was typed, for the person to choose. */
function slipIn({ question }: Asking, said: string): Offer[] | null {
  if (question.kind !== 'email') return null
  const read = readEmail(said)
  const likelier = 'email' in read && read.email.length <= offeredMax ? likelierEmail(read.email) : null
  if (likelier === null || !('email' in read)) return null
  return [likelier, read.email].map((email) => ({ value: email, label: email }))
}

/** 明日の3時 is in the night or in the afternoon: both, for the person to choose; null where it is clear, or no answer at all. */
function halvesOf({ question }: Asking, said: string, { today, language }: Setting): Offer[] | null {
  const moments = momentsMeant(said, today)?.filter((moment) => checkAnswer(question, moment, today).ok) ?? []
  if (moments.length < 2) return null
  return moments.map((moment) => ({ value: moment, label: inLanguage(answerText(question, moment), language) }))
}

function commanded(talk: Talk, { run, question }: Asking, command: Command, setting: Setting): Turn {
  const say = words(setting.language)
  switch (command) {
    case 'back':
      return back(talk, run, question, setting)
    case 'skip':
      return skip(talk, run, question, setting)
    case 'cancel':
      return cancelled(run, setting)
    case 'confirm':
      return question.kind === 'multiple_choice'
        ? answered(talk, run, question, talk.ticked, setting)
        : continued(talk, { run, question }, setting)
    case 'where': {
      const at = progress(run.definition, run.answers, question.key, run)
      return askAgain(talk, { run, question }, setting, say.progress(at.position, at.total))
    }
    case 'resume':
      return continued(talk, { run, question }, setting)
  }
}

/** Goes on at the next open question when this one has its answer already; else asks it again. */
function continued(talk: Talk, asking: Asking, setting: Setting): Turn {
  if (under(asking.run.answers, asking.question.key) !== undefined) return goOnFromPage(asking.run, setting)
  return askAgain(talk, asking, setting, isOnPage(asking.question) ? words(setting.language).notYet : undefined)
}

function idleCommand({ run, question }: Talk, said: string, setting: Setting): Turn | null {
  const command = commandIn(said)
  // The chat still waits for an answer, and the person has sent the whole form in LIFF meanwhile.
  if (command === 'resume' && question !== null && run?.state === 'finished')
    return { ...nothing, speech: [text(words(setting.language).over(titleOf(run, setting)))] }
  const isAboutSurvey = command === 'back' || command === 'where' || command === 'resume'
  return isAboutSurvey ? { ...nothing, speech: [text(words(setting.language).nothingToDo)] } : null
}

function tapped(talk: Talk, tap: Tap, date: string | undefined, setting: Setting): Turn | null {
  const say = words(setting.language)
  if (!('run' in tap)) return null
  const { run } = talk
  if (talk.arrived && talk.silentMs < doubleTapMs && talk.lastTap === tapKey(tap, date)) return stay(talk, [])
  // A button of somebody else's run, of a run before this one, or a changed one: explained, and nothing changes.
  if (!run || tap.run !== run.id || tap.version !== run.version) {
    const asking = askedNow(talk, setting)
    return asking ? askAgain(talk, asking, setting, say.notYours) : stay(talk, [text(say.notYours)])
  }
  if (run.state === 'finished') return stay(talk, [text(say.over(titleOf(run, setting)))])
  if (run.state === 'cancelled') return stay(talk, cancelled(run, setting).speech)
  const question = shownQuestion(run, tap.question, setting)
  const asking = askedNow(talk, setting)
  if (!question || !asking) return asking ? askAgain(talk, asking, setting, say.notYours) : resume(run, setting)
  if (tap.act === 'cancel') return cancelled(run, setting)
  if (tap.act === 'resume') return continued(talk, asking, setting)
  if (tap.act === 'change') return moveTo(run, question, [], setting)
  if (question.key !== asking.question.key) return staleTap(talk, asking, question, tap, setting)
  if (tap.act === 'back') return back(talk, run, question, setting)
  if (tap.act === 'skip') return skip(talk, run, question, setting)
  if (tap.act === 'confirm') return answered(talk, run, question, talk.ticked, setting)
  if (tap.act === 'tick' || tap.act === 'untick') return ticked(talk, asking, tap, setting)
  if (tap.act !== 'answer') return askAgain(talk, asking, setting)
  if (question.kind === 'slot')
    return slotChosen(talk, { run, question }, slotTapped(question, tap.value ?? '', setting), setting)
  if (tap.value === otherKey && question.kind === 'single_choice' && question.other)
    return askForOther({ ...talk, ticked: [otherKey] }, asking, setting)
  const isScore = question.kind === 'rating' || question.kind === 'nps'
  return answered(talk, run, question, isScore ? Number(tap.value) : (date ?? tap.value), setting)
}

/** A slot is chosen by its button, or by the day and time that somebody types. */
function slotSaid(talk: Talk, asking: Asking & { question: QuestionOf<'slot'> }, said: string, setting: Setting): Turn {
  const meant = slotTyped(asking.question, said, setting)
  if (meant === null && isAnsweredOnPage(asking)) return forStaff(goOnFromPage(asking.run, setting))
  if (talk.interrupted || talk.silentMs > forgottenMs)
    return forStaff(askAgain(talk, asking, setting, words(setting.language).welcomeBack))
  return slotChosen(talk, asking, meant, setting)
}

function slotChosen(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'slot'> },
  meant: SlotMeant,
  setting: Setting,
): Turn {
  const { run, question } = asking
  if (meant === null) return misunderstood(talk, asking, { code: 'unknown_option' }, setting)
  if ('among' in meant) return offer(talk, asking, meant.among, whichSlot(setting.language), setting)
  const chosen = chooseSlot(question, meant.value, setting.slots?.[question.key] ?? [])
  if (!chosen.ok) return misunderstood(talk, asking, chosen.problem, setting)
  return answered(talk, run, question, chosen.value, setting)
}

/** A tap on a question that was answered before: said what it was answered with, and offered to change it. */
function staleTap(
  talk: Talk,
  asking: Asking,
  question: Question,
  tap: Tap & { question: string },
  setting: Setting,
): Turn {
  const say = words(setting.language)
  const { run } = asking
  const given = under(run.answers, question.key)
  if (given === undefined) return askAgain(talk, asking, setting, say.notYours)
  const place = { run: run.id, version: run.version, question: question.key }
  const change: Button = { label: say.change, says: say.change, tap: { act: 'change', ...place } }
  const goOn: Button = { label: say.resume, says: say.resume, tap: { act: 'resume', ...place } }
  return stay(talk, [
    {
      kind: 'text',
      text:
        given === null
          ? say.alreadySkipped
          : say.alreadyAnswered(inLanguage(answerText(question, given), setting.language)),
      buttons: [change, goOn],
    },
  ])
}

/** The button says what it makes of its option, so that one in an old bubble does what it shows. */
function ticked(talk: Talk, asking: Asking, { act, value }: Tap & { value: string }, setting: Setting): Turn {
  const { run, question } = asking
  if (question.kind === 'ranking') {
    const now = act === 'tick' ? placedBy(question, talk.ticked, value) : null
    return now ? placed(talk, { run, question }, now, setting) : askAgain(talk, asking, setting)
  }
  const known =
    question.kind === 'multiple_choice' &&
    (question.options.some(({ key }) => key === value) || (value === otherKey && question.other !== undefined))
  if (!known) return misunderstood(talk, asking, { code: 'unknown_option' }, setting)
  const others = talk.ticked.filter((key) => chosenKey(key) !== value)
  const stays = staysBeside(question.options, value)
  const now = act === 'tick' ? [...others.filter((key) => stays(chosenKey(key))), value] : others
  if (act === 'tick' && value === otherKey) return askForOther({ ...talk, ticked: now }, asking, setting)
  return { ...askAgain({ ...talk, ticked: now }, { run, question }, setting), ticked: now, misunderstood: 0 }
}

/** Several options that were typed are the answer; one alone may have another one after it, and is ticked as by its button. */
function chosen(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'multiple_choice'> },
  said: string[],
  setting: Setting,
): Turn {
  const { run, question } = asking
  const keys = said.map(chosenKey)
  const kept = talk.ticked.filter(
    (key) => !keys.includes(chosenKey(key)) && keys.every((one) => staysBeside(question.options, one)(chosenKey(key))),
  )
  const now = [
    ...kept,
    ...said.map((one) => (one.startsWith(otherMark) ? otherMark + onOneLine(one.slice(otherMark.length)) : one)),
  ]
  if (said.includes(otherKey) && question.other) return askForOther({ ...talk, ticked: now }, asking, setting)
  const isAlone = said.length === 1 && question.options.some(({ key, alone }) => alone && key === said[0])
  const isWhole = question.chosenMax === 1 || isAlone || (said.length > 1 && kept.length === 0)
  if (isWhole) return answered(talk, run, question, said, setting)
  const labels = said.map((one) => otherText(one) ?? labelIn(question, one, setting)).join('」「')
  const turn = askAgain({ ...talk, ticked: now }, asking, setting, words(setting.language).tickedSo(labels))
  return { ...turn, ticked: now, misunderstood: 0 }
}

const labelIn = (question: QuestionOf<'multiple_choice'>, key: string, { language }: Setting): string => {
  const option = question.options.find((one) => one.key === key)
  return option ? inLanguage(option.label, language) : key
}

/** The last option was chosen, and its words have not come: only then a text that is nothing else is taken for them. */
const awaitsOther = ({ ticked }: Talk, question: Question): boolean =>
  'other' in question && question.other !== undefined && ticked.includes(otherKey)

function askForOther(talk: Talk, asking: Asking, setting: Setting): Turn {
  const { question } = asking
  const label = 'other' in question ? inLanguage(otherLabel(question), setting.language) : ''
  const turn = askAgain(talk, asking, setting, words(setting.language).typeOther(label))
  return { ...turn, ticked: talk.ticked, misunderstood: 0 }
}

function otherGiven(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { run, question } = asking
  if (question.kind === 'single_choice') return answered(talk, run, question, otherMark + said, setting)
  const now = [...talk.ticked.filter((key) => key !== otherKey), otherMark + onOneLine(said)]
  return { ...askAgain({ ...talk, ticked: now }, asking, setting), ticked: now, misunderstood: 0 }
}

/** Places that were typed: all of them, or the next ones after those that are given. */
function ranked(talk: Talk, asking: Ranking, said: string[], setting: Setting): Turn {
  const isMore = said.length < placesOf(asking.question) && said.every((key) => !talk.ticked.includes(key))
  return placed(talk, asking, isMore ? [...talk.ticked, ...said] : said, setting)
}

type Ranking = Asking & { question: QuestionOf<'ranking'> }

/** Takes an order when all places are given, else asks for the next place. */
function placed(talk: Talk, asking: Ranking, given: string[], setting: Setting): Turn {
  const { run, question } = asking
  const now = completed(question, given)
  if (now.length >= placesOf(question)) return answered(talk, run, question, now, setting)
  return { ...askAgain({ ...talk, ticked: now }, asking, setting), ticked: now, misunderstood: 0 }
}

const resume = (run: Run, setting: Setting): Turn => open(run, setting, { resumed: true })

function notReadable(question: Question): Problem {
  switch (question.kind) {
    case 'number':
      return { code: 'not_a_number' }
    case 'rating':
      return { code: 'not_a_rating', limit: question.max }
    case 'date':
      return { code: 'not_a_date' }
    case 'time':
      return { code: 'not_a_time' }
    case 'date_time':
      return { code: 'not_a_date_time' }
    case 'nps':
      return { code: 'not_a_score' }
    case 'yes_no':
      return { code: 'choose_one' }
    case 'consent':
      return { code: 'not_agreed' }
    default:
      return { code: 'unknown_option' }
  }
}
