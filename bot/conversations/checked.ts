import { checkPageKey } from '../forms/check-page.ts'
import { nextQuestion } from '../forms/flow.ts'
import { askToCheck, askWhichToMend, meantAtCheck } from './check-answers.ts'
import type { Run, Said, Setting, Talk, Tap, Turn } from './contract.ts'
import { isForgotten } from './forgotten.ts'
import { cancelled, finished, forStaff, goOnFromPage, moveTo, stay, text } from './moves.ts'
import { shownQuestion } from './shown-question.ts'
import { staleTap } from './stale-tap.ts'
import { askedBefore, firstAsked } from './walk.ts'
import { commandIn, words } from './words.ts'

/** One turn of somebody who sees all their answers once more: sends them, changes one, or sees them again. */
export function checked(talk: Talk, run: Run, said: Said, setting: Setting): Turn {
  const say = words(setting.language)
  if (said.kind === 'tap' && 'run' in said.tap && said.tap.act === 'cancel') return cancelled(run, setting)
  // What has become open since, by an answer in LIFF, is asked first.
  if (nextQuestion(run.definition, run.answers, run)) return goOnFromPage(run, setting)
  if (said.kind === 'tap' && 'run' in said.tap) return tapped(talk, run, said.tap, setting)
  if (said.kind !== 'text') return forStaff(again(talk, run, setting, say.sendOrMend))
  if (talk.late) return forStaff(again(talk, run, setting, say.again))
  if (isForgotten(talk)) return forStaff(again(talk, run, setting, say.welcomeBack))
  return typed(talk, run, said.text, setting)
}

function typed(talk: Talk, run: Run, said: string, setting: Setting): Turn {
  const meant = meantAtCheck(run, said, setting)
  if (meant === 'send') return sent(talk, run, setting)
  if (meant === 'mend') return stay(talk, [askWhichToMend(run, setting)])
  if (meant) return moveTo(run, meant.question, [], setting)
  switch (commandIn(said)) {
    case 'confirm':
      return sent(talk, run, setting)
    case 'cancel':
      return cancelled(run, setting)
    case 'back': {
      const last = askedBefore(run, checkPageKey, setting)
      return last ? moveTo(run, last, [], setting) : again(talk, run, setting)
    }
    case 'restart': {
      const first = firstAsked(run, setting)
      return first ? moveTo(run, first, [], setting) : again(talk, run, setting)
    }
    case 'resume':
    case 'where':
      return again(talk, run, setting)
    case 'help':
      return again(talk, run, setting, words(setting.language).sendOrMend)
    default:
      return forStaff(again(talk, run, setting, words(setting.language).sendOrMend))
  }
}

function tapped(talk: Talk, run: Run, tap: Extract<Tap, { run: string }>, setting: Setting): Turn {
  if (tap.question === checkPageKey) {
    if (tap.act === 'confirm') return sent(talk, run, setting)
    return tap.act === 'change' ? stay(talk, [askWhichToMend(run, setting)]) : again(talk, run, setting)
  }
  const question = shownQuestion(run, tap.question, setting)
  if (!question || tap.act === 'resume') return again(talk, run, setting)
  if (tap.act === 'change') return moveTo(run, question, [], setting)
  return staleTap(talk, run, question, setting) ?? again(talk, run, setting)
}

/** What another device has changed since the person read it is read first. */
function sent(talk: Talk, run: Run, setting: Setting): Turn {
  return talk.changed ? again(talk, run, setting, words(setting.language).changedElsewhere) : finished(run, setting)
}

const again = (talk: Talk, run: Run, setting: Setting, first?: string): Turn =>
  stay(talk, [...(first === undefined ? [] : [text(first)]), askToCheck(run, setting)])
