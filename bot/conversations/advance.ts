import { liffUrlOf } from '../accounts/liff-url.ts'
import { sayReminders } from '../consents/reminders.ts'
import { clockInJapan, todayInJapan } from '../forms/check.ts'
import { picturesUrlOf } from '../forms/pictures/chat-url.ts'
import { languageOf } from '../friends/language.ts'
import { remindersStoppedText } from '../rules/words.ts'
import type { Scope } from '../scope.ts'
import { offersOf } from '../slots/offers.ts'
import { isInterrupted } from '../talks/held.ts'
import { saying, stepStatements, type Advance } from './advance-writes.ts'
import type { Said, Setting, Talk } from './contract.ts'
import { hearAddress } from './address-known.ts'
import { converse } from './converse.ts'
import { ending, stopped } from './ending.ts'
import { hearFile } from './hear-file.ts'
import type { Situation } from './load.ts'
import { formStarted, start } from './start.ts'
import { tapKey } from './tap.ts'
import { words } from './words.ts'

/**
 * One turn of the chat with a friend: starts, resumes, continues or ends a survey. Null when there is nothing to say
 * and nothing to write: the message is for staff.
 */
export async function advance(
  scope: Scope,
  uid: string,
  situation: Situation,
  { said, saidAt }: { said: Said; saidAt: number },
): Promise<Advance | null> {
  const language = languageOf(situation.friend)
  if (said.kind === 'tap' && said.tap.act === 'no_reminders')
    return {
      ...saying(remindersStoppedText(language)),
      statements: () => [sayReminders(scope, { uid, stopped: true, language, mouth: 'chat' })],
    }
  const setting = await settingOf(scope, situation, said)
  const talk = talkOf(situation, scope.clock(), saidAt)
  // A keyword from before the last turn was answered long ago, or overtaken.
  const started = talk.late && said.kind === 'text' ? undefined : await formStarted(scope, said, situation)
  if (started === 'gone') return saying(words(language).closed)
  const told = { saidAt, lastTap: said.kind === 'tap' ? tapKey(said.tap, said.date) : null }
  if (started) return start(scope, uid, situation, started, setting, told)
  const heard = await hearFile(scope, uid, talk, said)
  const decided = stopped(situation.run, talk, heard, setting) ?? converse(talk, heard, setting)
  if (!decided) return null
  const untaken = decided.untaken === true
  if (!situation.run) return { speech: decided.speech, untaken, asks: false, statements: () => [] }
  const ended = await ending(scope, situation.run, decided, setting)
  return {
    speech: ended.turn.speech,
    untaken,
    asks: ended.turn.question !== null,
    statements: stepStatements(scope, uid, situation, { draft: situation.run, ended, setting, told }),
  }
}

const settingOf = async (scope: Scope, { friend, run, conversation }: Situation, said: Said): Promise<Setting> => ({
  language: languageOf(friend),
  today: todayInJapan(scope.clock()),
  now: clockInJapan(scope.clock()),
  liffUrl: liffUrlOf(scope),
  picturesUrl: picturesUrlOf(scope),
  name: friend?.displayName ?? null,
  slots: run ? await offersOf(scope, run) : undefined,
  address: conversation?.question ? await hearAddress(scope.postcodes, { ...conversation, run }, said) : undefined,
})

function talkOf({ conversation, run, hold }: Situation, now: number, saidAt: number): Talk {
  return {
    run,
    question: conversation?.question ?? null,
    ticked: conversation?.ticked ?? [],
    misunderstood: conversation?.misunderstood ?? 0,
    arrived: conversation?.arrived ?? true,
    silentMs: now - (conversation?.updatedAt ?? now),
    late: saidAt < (conversation?.saidAt ?? 0),
    interrupted: isInterrupted(hold, conversation?.updatedAt ?? now),
    lastTap: conversation?.lastTap ?? null,
    changed: run !== null && run.updatedAt > (conversation?.updatedAt ?? now),
  }
}
