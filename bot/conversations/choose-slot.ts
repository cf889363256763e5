import type { QuestionOf } from '../forms/contract.ts'
import { chooseSlot } from '../slots/choose.ts'
import { partyOf } from '../slots/party.ts'
import type { Setting, Talk, Turn } from './contract.ts'
import { isForgotten } from './forgotten.ts'
import {
  answered,
  askAgain,
  forStaff,
  goOnFromPage,
  isAnsweredOnPage,
  misunderstood,
  offer,
  type Asking,
} from './moves.ts'
import { slotTyped, whichSlot, type SlotMeant } from './slot-question.ts'
import { words } from './words.ts'

/** A slot is chosen by its button, or by the day and time that somebody types. */
export function slotSaid(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'slot'> },
  said: string,
  setting: Setting,
): Turn {
  const meant = slotTyped(asking, said, setting)
  if (meant === null && isAnsweredOnPage(talk, asking)) return forStaff(goOnFromPage(asking.run, setting))
  if (isForgotten(talk)) return forStaff(askAgain(talk, asking, setting, words(setting.language).welcomeBack))
  return slotChosen(talk, asking, meant, setting)
}

export function slotChosen(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'slot'> },
  meant: SlotMeant,
  setting: Setting,
): Turn {
  const { run, question } = asking
  if (meant === null) return misunderstood(talk, asking, { code: 'unknown_option' }, setting)
  if ('among' in meant) return offer(talk, asking, meant.among, whichSlot(setting.language), setting)
  const party = partyOf(run.definition, question, run.answers, run)
  const chosen = chooseSlot(question, meant.value, { offers: setting.slots?.[question.key] ?? [], party })
  if (!chosen.ok) return misunderstood(talk, asking, chosen.problem, setting)
  return answered(talk, run, question, chosen.value, setting)
}
