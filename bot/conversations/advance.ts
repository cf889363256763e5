import type { Statement } from '../../db/database.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { todayInJapan } from '../forms/check.ts'
import type { Answers, Language } from '../forms/contract.ts'
import { answerQuestion } from '../forms/answer.ts'
import { beginSubmission } from '../forms/begin.ts'
import { cancelSubmission } from '../forms/cancel.ts'
import type { Draft } from '../forms/draft.ts'
import { keywordMax } from '../forms/edit-contract.ts'
import { finishSubmission } from '../forms/finish.ts'
import { formByKey, formByKeyword, openDraft, type OpenForm } from '../forms/load.ts'
import { fold } from '../forms/read.ts'
import { standingOf } from '../forms/register.ts'
import { registrationText } from '../forms/registration-words.ts'
import { languageOf } from '../friends/language.ts'
import type { Scope } from '../scope.ts'
import { isInterrupted } from '../talks/held.ts'
import type { Run, Said, Setting, Speech, Talk, Turn } from './contract.ts'
import { converse } from './converse.ts'
import { ending, stopped, type Ending } from './ending.ts'
import type { Situation } from './load.ts'
import { open, text } from './moves.ts'
import { startRefused } from './start-refused.ts'
import { tapKey } from './tap.ts'
import { words } from './words.ts'
import { writeConversation } from './write.ts'

/** What a turn writes, given the delivery that will carry its speech; and that speech. */
export interface Advance {
  speech: Speech[]
  /** What was said became no answer and no command. */
  untaken: boolean
  /** A question waits for an answer now. */
  asks: boolean
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
  const setting = { language, today: todayInJapan(scope.clock()), liffUrl: liffUrlOf(scope) }
  const talk = talkOf(situation, scope.clock(), saidAt)
  // A keyword from before the last turn was answered long ago, or overtaken.
  const started = talk.late && said.kind === 'text' ? undefined : await formStarted(scope, said, situation)
  if (started === 'gone') return saying(words(language).closed)
  const told = { saidAt, lastTap: said.kind === 'tap' ? tapKey(said.tap, said.date) : null }
  if (started) return start(scope, uid, situation, started, setting, told)
  const decided = stopped(situation.run, talk, said, language) ?? converse(talk, said, setting)
  if (!decided) return null
  const untaken = decided.untaken === true
  if (!situation.run) return { speech: decided.speech, untaken, asks: false, statements: () => [] }
  const draft = situation.run
  const { turn, ...ended } = await ending(scope, draft, decided, language)
  return {
    speech: turn.speech,
    untaken,
    asks: turn.question !== null,
    statements: (askedBy) => [
      ...(turn.end === 'cancelled'
        ? cancelSubmission(scope, draft)
        : answerStatements(scope, draft, turn, { language, ...ended })),
      writeConversation(scope, uid, situation.conversation, { ...turn, ...told, submissionId: draft.id, askedBy }),
    ],
  }
}

const saying = (said: string): Advance => ({
  speech: [text(said)],
  untaken: false,
  asks: false,
  statements: () => [],
})

/** What was said, folded as keywords are, where it may be one. */
export function keywordIn(said: Said | null): string | null {
  const folded = said?.kind === 'text' && said.text.length <= keywordMax ? fold(said.text) : ''
  return folded === '' ? null : folded
}

/** The form that what was said asks for: by its keyword, or by a start button, which may be older than its form. */
async function formStarted(scope: Scope, said: Said, { mayStart }: Situation): Promise<OpenForm | 'gone' | undefined> {
  const keyword = mayStart ? keywordIn(said) : null
  if (keyword !== null) return formByKeyword(scope, keyword)
  if (said.kind !== 'tap' || said.tap.act !== 'start') return undefined
  return (await formByKey(scope, said.tap.form)) ?? 'gone'
}

async function start(
  scope: Scope,
  uid: string,
  situation: Situation,
  form: OpenForm,
  setting: Setting,
  told: { saidAt: number; lastTap: string | null },
): Promise<Advance> {
  const { language } = setting
  const earlier = await openDraft(scope, { formId: form.id, uid })
  const refused = await startRefused(scope, { uid, form, draft: earlier, language })
  if (refused !== null) return saying(refused)
  const run = earlier ?? newRun(scope.ids(), form)
  const opened = open(run, setting, { resumed: earlier !== null })
  const { turn, ...ended } = earlier
    ? await ending(scope, earlier, opened, language)
    : { turn: opened, member: null, number: null }
  const first = turn.end === null ? await registrationSpeech(scope, { uid, form, draft: earlier, language }) : []
  return {
    speech: [...first, ...turn.speech],
    untaken: false,
    asks: turn.question !== null,
    statements: (askedBy) => [
      ...(earlier
        ? answerStatements(scope, earlier, turn, { language, ...ended })
        : [
            beginSubmission(scope, { id: run.id, form, uid, mouth: 'chat' }),
            // What a form says before its first question is passed at once.
            ...answersInOrder(scope, { ...run, formId: form.id, uid, revision: 0, replaces: null }, turn),
          ]),
      writeConversation(scope, uid, situation.conversation, { ...turn, ...told, submissionId: run.id, askedBy }),
    ],
  }
}

/** Before anything is asked, somebody who registers reads what finishing means; the consent keeps the same words. */
async function registrationSpeech(
  scope: Scope,
  { uid, form, draft, language }: { uid: string; form: OpenForm; draft: Draft | null; language: Language },
): Promise<Speech[]> {
  const { account } = scope
  const standing = await standingOf(scope, { definition: (draft ?? form).definition, uid, replaces: draft?.replaces })
  return standing === 'registers' ? [text(registrationText(account.name, account.memberLogin, language))] : []
}

const newRun = (id: string, { key, version, definition }: OpenForm): Run => ({
  id,
  formKey: key,
  formState: 'open',
  version,
  definition,
  state: 'draft',
  answers: {},
})

function answerStatements(
  scope: Scope,
  draft: Draft,
  turn: Turn,
  told: { language: Language } & Omit<Ending, 'turn'>,
): Statement[] {
  const answered = answersInOrder(scope, draft, turn)
  if (turn.end !== 'finished') return answered
  const given: Answers = { ...draft.answers }
  for (const { question, value } of turn.answers) given[question.key] = value
  const revision = draft.revision + turn.answers.length
  return [...answered, ...finishSubmission(scope, draft, { answers: given, revision, mouth: 'chat', ...told })]
}

/** Several answers of one turn: each finds the draft as the one before it leaves it. */
function answersInOrder(scope: Scope, draft: Parameters<typeof answerQuestion>[1], { answers }: Turn): Statement[] {
  let before = draft
  return answers.flatMap(({ question, value }) => {
    const statements = answerQuestion(scope, before, { question, value, mouth: 'chat' })
    before = { ...before, revision: before.revision + 1, answers: { ...before.answers, [question.key]: value } }
    return statements
  })
}

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
  }
}
