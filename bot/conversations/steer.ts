import { progress } from '../forms/progress.ts'
import { under } from '../forms/under.ts'
import type { Setting, Talk, Turn } from './contract.ts'
import { isOnPage } from './hand-over.ts'
import { confirmed } from './choose-several.ts'
import { askAgain, back, cancelled, goOnFromPage, moveTo, nothing, skip, text, titleOf, type Asking } from './moves.ts'
import { firstAsked } from './walk.ts'
import { commandIn, words, type Command } from './words.ts'

export function commanded(talk: Talk, { run, question }: Asking, command: Command, setting: Setting): Turn {
  const say = words(setting.language)
  switch (command) {
    case 'back':
      return back(talk, run, question, setting)
    case 'skip':
      return skip(talk, run, question, setting)
    case 'cancel':
      return cancelled(run, setting)
    case 'confirm':
      return question.kind === 'multiple_choice' || question.kind === 'order'
        ? confirmed(talk, { run, question }, setting)
        : continued(talk, { run, question }, setting)
    case 'where': {
      const at = progress(run.definition, run.answers, question.key, run)
      return askAgain(talk, { run, question }, setting, say.progress(at.position, at.total))
    }
    case 'resume':
      return continued(talk, { run, question }, setting)
    case 'help':
      return askAgain(talk, { run, question }, setting, say.help(!question.required))
    case 'restart':
      return restarted(talk, { run, question }, setting)
  }
}

/** Back at the first question, with all that was answered: nobody's answers go by a word. */
function restarted(talk: Talk, { run, question }: Asking, setting: Setting): Turn {
  const { first: isFirst, fromTheFirst } = words(setting.language)
  const first = firstAsked(run, setting)
  if (!first || first.key === question.key) return askAgain(talk, { run, question }, setting, isFirst)
  const turn = moveTo(run, first, [], setting)
  return { ...turn, speech: [text(fromTheFirst), ...turn.speech] }
}

/** Goes on at the next open question when this one has its answer already; else asks it again. */
export function continued(talk: Talk, asking: Asking, setting: Setting): Turn {
  if (under(asking.run.answers, asking.question.key) !== undefined) return goOnFromPage(asking.run, setting)
  return askAgain(talk, asking, setting, isOnPage(asking.question) ? words(setting.language).notYet : undefined)
}

export function idleCommand({ run, question }: Talk, said: string, setting: Setting): Turn | null {
  const command = commandIn(said)
  // The chat still waits for an answer, and the person has sent the whole form in LIFF meanwhile.
  if (command === 'resume' && question !== null && run?.state === 'finished')
    return { ...nothing, speech: [text(words(setting.language).over(titleOf(run, setting)))] }
  const isAboutSurvey = command === 'back' || command === 'where' || command === 'resume'
  return isAboutSurvey ? { ...nothing, speech: [text(words(setting.language).nothingToDo)] } : null
}
