import { otherKey } from '../forms/kinds/other.ts'
import { addressChosen } from './address-said.ts'
import { askForOther, confirmed, ticked } from './choose-several.ts'
import { slotChosen } from './choose-slot.ts'
import { checked } from './checked.ts'
import type { Said, Setting, Talk, Turn } from './contract.ts'
import { answered, askAgain, back, cancelled, moveTo, open, skip, stay, text, titleOf } from './moves.ts'
import { shownQuestion } from './shown-question.ts'
import { slotTapped } from './slot-question.ts'
import { staleTap } from './stale-tap.ts'
import { continued } from './steer.ts'
import { tapKey } from './tap.ts'
import { askedNow, repeated, runAtCheck } from './where.ts'
import { words } from './words.ts'

/** A second tap within this time is a double tap, not a wish to change. */
const doubleTapMs = 3_000

/** What a button of ours does, also one in an old bubble. Null: it belongs to no survey. */
export function tapped(talk: Talk, said: Extract<Said, { kind: 'tap' }>, setting: Setting): Turn | null {
  const { tap, date } = said
  const say = words(setting.language)
  if (!('run' in tap)) return null
  const { run } = talk
  if (talk.arrived && talk.silentMs < doubleTapMs && talk.lastTap === tapKey(tap, date)) return stay(talk, [])
  // A button of somebody else's run, of a run before this one, or a changed one: explained, and nothing changes.
  if (!run || tap.run !== run.id || tap.version !== run.version) return repeated(talk, setting, say.notYours)
  if (run.state === 'finished') return stay(talk, [text(say.over(titleOf(run, setting)))])
  if (run.state === 'cancelled') return stay(talk, cancelled(run, setting).speech)
  if (runAtCheck(talk)) return checked(talk, run, said, setting)
  const question = shownQuestion(run, tap.question, setting)
  const asking = askedNow(talk, setting)
  if (!asking) return open(run, setting, { resumed: true })
  if (tap.act === 'cancel') return cancelled(run, setting)
  // A button of the check page, from before an answer was changed, leads back there.
  if (!question) return tap.act === 'resume' ? continued(talk, asking, setting) : repeated(talk, setting, say.notYours)
  if (tap.act === 'resume') return continued(talk, asking, setting)
  if (tap.act === 'change') return moveTo(run, question, [], setting)
  if (question.key !== asking.question.key)
    return staleTap(talk, run, question, setting) ?? repeated(talk, setting, say.notYours)
  if (tap.act === 'back') return back(talk, run, question, setting)
  if (tap.act === 'skip') return skip(talk, run, question, setting)
  if (tap.act === 'confirm')
    return question.kind === 'file' ? continued(talk, asking, setting) : confirmed(talk, asking, setting)
  if (tap.act === 'tick' || tap.act === 'untick') return ticked(talk, asking, tap, setting)
  if (tap.act !== 'answer') return askAgain(talk, asking, setting)
  if (question.kind === 'slot')
    return slotChosen(talk, { run, question }, slotTapped({ run, question }, tap.value ?? '', setting), setting)
  if (question.kind === 'address') return addressChosen(talk, asking, tap.value ?? '', setting)
  if (tap.value === otherKey && question.kind === 'single_choice' && question.other)
    return askForOther({ ...talk, ticked: [otherKey] }, asking, setting)
  const isScore = question.kind === 'rating' || question.kind === 'nps'
  return answered(talk, run, question, isScore ? Number(tap.value) : (date ?? tap.value), setting)
}
