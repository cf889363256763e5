import type { Said, Setting, Talk, Turn } from './contract.ts'
import { checked } from './checked.ts'
import { fileGiven } from './file-given.ts'
import { answered, askAgain, forStaff, goOnFromPage, isAnsweredOnPage, nothing, text } from './moves.ts'
import { idleCommand } from './steer.ts'
import { tapped } from './tapped.ts'
import { typed } from './typed.ts'
import { askedNow, repeated, runAtCheck } from './where.ts'
import { commandIn, words } from './words.ts'

/**
 * One turn of a chat survey: where the person is and what they said in, what follows and what we say out.
 * It knows no channel, no database and no clock. Null means that the survey has nothing to do with what was said.
 */
export function converse(talk: Talk, said: Said, setting: Setting): Turn | null {
  const { closed, notYours, notText } = words(setting.language)
  const checking = runAtCheck(talk)
  const asked = askedNow(talk, setting)
  if ((asked?.run ?? checking)?.formState === 'closed') return forStaff({ ...nothing, speech: [text(closed)] })
  if (said.kind === 'unknown_tap') return repeated(talk, setting, notYours)
  if (said.kind === 'tap') return tapped(talk, said, setting)
  if (checking) return checked(talk, checking, said, setting)
  if (!asked) return said.kind === 'text' && commandIn(said.text) ? idleCommand(talk, said.text, setting) : null
  if (said.kind === 'text') return typed(talk, asked, said.text, setting)
  if (said.kind === 'file' && asked.question.kind === 'file')
    return fileGiven(talk, { run: asked.run, question: asked.question }, said, setting)
  if (said.kind === 'location' && asked.question.kind === 'location' && !talk.late)
    return answered(talk, asked.run, asked.question, partsOf(said), setting)
  if (said.kind === 'other' && isAnsweredOnPage(talk, asked)) return forStaff(goOnFromPage(asked.run, setting))
  return forStaff(askAgain(talk, asked, setting, notText))
}

/** As a browser would send it. */
const partsOf = ({ latitude, longitude, place }: Extract<Said, { kind: 'location' }>) => ({
  latitude: latitude.toFixed(6),
  longitude: longitude.toFixed(6),
  place,
})
