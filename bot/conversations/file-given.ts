import type { QuestionOf } from '../forms/contract.ts'
import { under } from '../forms/under.ts'
import type { FileRefusal } from '../uploads/from-chat.ts'
import { ask } from './ask.ts'
import type { Said, Setting, Talk, Turn } from './contract.ts'
import { fileWords } from './file-words.ts'
import { answered, askAgain, forStaff, stay, text, type Asking } from './moves.ts'

/**
 * A picture or a file that was sent in the chat is the answer. Where a question takes several each one counts at once, and the
 * person says when these are all; one alone takes the place of the one before.
 */
export function fileGiven(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'file'> },
  { given }: Extract<Said, { kind: 'file' }>,
  setting: Setting,
): Turn {
  const { run, question } = asking
  const say = fileWords(setting.language)
  const refused = (why: FileRefusal) =>
    forStaff({ ...askAgain(talk, asking, setting, say.refused[why]), misunderstood: talk.misunderstood + 1 })
  if ('refused' in given) return refused(given.refused)
  const limit = question.filesMax ?? 1
  const before = under(run.answers, question.key)
  const kept = limit > 1 && Array.isArray(before) ? before : []
  // On the page one of them can be taken away; without it a new one begins anew.
  if (kept.length >= limit && setting.liffUrl !== null) return refused('too_many')
  const ids = kept.length >= limit ? [given.id] : [...kept, given.id]
  if (ids.length >= limit) return answered(talk, run, question, ids, setting)
  const now = { ...run, answers: { ...run.answers, [question.key]: ids } }
  const again = ask(now, question, { ticked: [], ...setting })
  return {
    ...stay(talk, [text(say.received(ids.length, limit - ids.length)), again]),
    ...{ answers: [{ question, value: ids }], misunderstood: 0 },
  }
}
