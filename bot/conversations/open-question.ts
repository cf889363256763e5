import type { Statement } from '../../db/database.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { picturesUrlOf } from '../forms/pictures/chat-url.ts'
import { checkPageKey } from '../forms/check-page.ts'
import { clockInJapan, todayInJapan } from '../forms/check.ts'
import { questionByKey } from '../forms/flow.ts'
import { languageOf } from '../friends/language.ts'
import type { Scope } from '../scope.ts'
import { offersOf } from '../slots/offers.ts'
import type { Speech } from './contract.ts'
import { loadSituation } from './load.ts'
import { moveTo, text, toCheckPage } from './moves.ts'
import { words } from './words.ts'
import { writeConversation } from './write.ts'

/**
 * The question that waits for a friend's answer, to be asked once more without their having said anything; null when none
 * waits. `statement` notes which delivery carries it.
 */
export async function openQuestion(
  scope: Scope,
  uid: string,
): Promise<{ speech: Speech[]; statement: (sent: { askedBy: string }) => Statement } | null> {
  const { friend, conversation, run } = await loadSituation(scope, uid, null)
  if (!run || run.state !== 'draft' || !conversation?.question) return null
  const language = languageOf(friend)
  const setting = {
    ...{ language, name: friend?.displayName ?? null, today: todayInJapan(scope.clock()) },
    now: clockInJapan(scope.clock()),
    ...{ liffUrl: liffUrlOf(scope), picturesUrl: picturesUrlOf(scope), slots: await offersOf(scope, run) },
  }
  const question = questionByKey(run.definition, conversation.question)
  if (!question && conversation.question !== checkPageKey) return null
  const turn = question ? moveTo(run, question, [], setting) : toCheckPage(run, [], setting)
  const { saidAt, lastTap, ticked } = conversation
  return {
    speech: [text(words(language).welcomeBack), ...turn.speech],
    statement: ({ askedBy }) =>
      writeConversation(scope, uid, conversation, { ...turn, ticked, saidAt, lastTap, askedBy, submissionId: run.id }),
  }
}
