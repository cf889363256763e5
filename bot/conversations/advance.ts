import type { Statement } from '../../db/database.ts'
import { todayInJapan } from '../forms/check.ts'
import type { Answers, Language } from '../forms/contract.ts'
import { answerQuestion } from '../forms/answer.ts'
import { beginSubmission } from '../forms/begin.ts'
import { cancelSubmission } from '../forms/cancel.ts'
import type { Draft } from '../forms/draft.ts'
import { finishSubmission } from '../forms/finish.ts'
import { formByKey, formByKeyword, openDraft, type OpenForm } from '../forms/load.ts'
import { fold } from '../forms/read.ts'
import { languageOf } from '../friends/language.ts'
import type { Scope } from '../scope.ts'
import type { Run, Said, Speech, Talk, Turn } from './contract.ts'
import { converse } from './converse.ts'
import type { Situation } from './load.ts'
import { open } from './moves.ts'
import { tapKey } from './tap.ts'
import { words } from './words.ts'
import { writeConversation } from './write.ts'

/** Longer texts are no keywords; it saves a look-up for every long message. */
const keywordLengthMax = 40

/** What a turn writes, given the delivery that will carry its speech; and that speech. */
export interface Advance {
  speech: Speech[]
  statements: (askedBy: string | null) => Statement[]
}

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
  const setting = { language, today: todayInJapan(scope.clock()) }
  const talk = talkOf(situation, scope.clock(), saidAt)
  // A keyword from before the last turn was answered long ago, or overtaken.
  const started = talk.late && said.kind === 'text' ? undefined : await formStarted(scope, said, situation)
  if (started === 'closed')
    return { speech: [{ kind: 'text', text: words(language).closed, buttons: [] }], statements: () => [] }
  const told = { saidAt, lastTap: said.kind === 'tap' ? tapKey(said.tap, said.date) : null }
  if (started) return start(scope, uid, situation, started, setting, told)
  const turn = converse(talk, said, setting)
  if (!turn || !situation.run) return turn && { speech: turn.speech, statements: () => [] }
  const draft = situation.run
  return {
    speech: turn.speech,
    statements: (askedBy) => [
      ...(turn.end === 'cancelled' ? [cancelSubmission(scope, draft)] : answerStatements(scope, draft, turn)),
      writeConversation(scope, uid, situation.conversation, { ...turn, ...told, submissionId: draft.id, askedBy }),
    ],
  }
}

/** What was said, folded as keywords are, where it may be one. */
export function keywordIn(said: Said | null): string | null {
  const folded = said?.kind === 'text' && said.text.length <= keywordLengthMax ? fold(said.text) : ''
  return folded === '' ? null : folded
}

/** The form that what was said asks for: by its keyword, or by a start button. */
async function formStarted(
  scope: Scope,
  said: Said,
  { mayStart }: Situation,
): Promise<OpenForm | 'closed' | undefined> {
  const keyword = mayStart ? keywordIn(said) : null
  if (keyword !== null) {
    const named = await formByKeyword(scope, keyword)
    return named?.state === 'closed' ? 'closed' : named
  }
  if (said.kind !== 'tap' || said.tap.act !== 'start') return undefined
  const form = await formByKey(scope, said.tap.form)
  return form?.state === 'open' ? form : 'closed'
}

async function start(
  scope: Scope,
  uid: string,
  situation: Situation,
  form: OpenForm,
  setting: { language: Language; today: string },
  told: { saidAt: number; lastTap: string | null },
): Promise<Advance> {
  const earlier = await openDraft(scope, { formId: form.id, uid })
  const run = earlier ?? newRun(scope.ids(), form)
  const turn = open(run, setting, { resumed: earlier !== null })
  return {
    speech: turn.speech,
    statements: (askedBy) => [
      ...(earlier
        ? answerStatements(scope, earlier, turn)
        : [beginSubmission(scope, { id: run.id, formId: form.id, version: form.version, uid, mouth: 'chat' })]),
      writeConversation(scope, uid, situation.conversation, { ...turn, ...told, submissionId: run.id, askedBy }),
    ],
  }
}

const newRun = (id: string, { key, state, version, definition }: OpenForm): Run => ({
  id,
  formKey: key,
  formState: state,
  version,
  definition,
  state: 'draft',
  answers: {},
})

function answerStatements(scope: Scope, draft: Draft, turn: Turn): Statement[] {
  const answered = turn.answers.flatMap((answer) => answerQuestion(scope, draft, { ...answer, mouth: 'chat' }))
  if (turn.end !== 'finished') return answered
  const given: Answers = { ...draft.answers }
  for (const { question, value } of turn.answers) given[question.key] = value
  const revision = draft.revision + turn.answers.length
  return [...answered, ...finishSubmission(scope, draft, { answers: given, revision, mouth: 'chat' })]
}

function talkOf({ conversation, run }: Situation, now: number, saidAt: number): Talk {
  return {
    run,
    question: conversation?.question ?? null,
    ticked: conversation?.ticked ?? [],
    misunderstood: conversation?.misunderstood ?? 0,
    arrived: conversation?.arrived ?? true,
    silentMs: now - (conversation?.updatedAt ?? now),
    late: saidAt < (conversation?.saidAt ?? 0),
    lastTap: conversation?.lastTap ?? null,
  }
}
