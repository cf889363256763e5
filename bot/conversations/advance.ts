import type { Statement } from '../../db/database.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { picturesUrlOf } from '../forms/pictures/chat-url.ts'
import { sayReminders } from '../consents/reminders.ts'
import { todayInJapan } from '../forms/check.ts'
import type { Language } from '../forms/contract.ts'
import { answerQuestion } from '../forms/answer.ts'
import { beginSubmission, type Beginning } from '../forms/begin.ts'
import { cancelSubmission } from '../forms/cancel.ts'
import type { Draft } from '../forms/draft.ts'
import { keywordMax } from '../forms/edit-contract.ts'
import { finishSubmission } from '../forms/finish.ts'
import { hiddenIn } from '../forms/hidden.ts'
import { beginningOf, isAllKnown } from '../forms/known-answers.ts'
import { introduced } from '../forms/introduced.ts'
import { formByKey, formByKeyword, openDraft, type OpenForm } from '../forms/load.ts'
import { fold } from '../forms/read.ts'
import { standingOf } from '../forms/register.ts'
import { registrationText } from '../forms/registration-words.ts'
import { offersOf } from '../slots/offers.ts'
import { languageOf } from '../friends/language.ts'
import { nothingFollows } from '../rules/plan.ts'
import { remindersStoppedText } from '../rules/words.ts'
import type { Scope } from '../scope.ts'
import { isInterrupted } from '../talks/held.ts'
import type { Said, Setting, Speech, Talk, Turn } from './contract.ts'
import { converse } from './converse.ts'
import { answersAfter, ending, stopped, type Ending } from './ending.ts'
import type { Situation } from './load.ts'
import { open, text } from './moves.ts'
import { allKnownText } from './refusal-words.ts'
import { startRefused } from './start-refused.ts'
import { tapKey } from './tap.ts'
import { words } from './words.ts'
import { writeConversation } from './write.ts'
import { titleFor } from '../forms/fill-texts.ts'

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
  if (said.kind === 'tap' && said.tap.act === 'no_reminders')
    return {
      ...saying(remindersStoppedText(language)),
      statements: () => [sayReminders(scope, { uid, stopped: true, language, mouth: 'chat' })],
    }
  const name = situation.friend?.displayName ?? null
  const setting = {
    ...{
      language,
      today: todayInJapan(scope.clock()),
      liffUrl: liffUrlOf(scope),
      picturesUrl: picturesUrlOf(scope),
      name,
    },
    slots: situation.run ? await offersOf(scope, situation.run) : undefined,
  }
  const talk = talkOf(situation, scope.clock(), saidAt)
  // A keyword from before the last turn was answered long ago, or overtaken.
  const started = talk.late && said.kind === 'text' ? undefined : await formStarted(scope, said, situation)
  if (started === 'gone') return saying(words(language).closed)
  const told = { saidAt, lastTap: said.kind === 'tap' ? tapKey(said.tap, said.date) : null }
  const hidden = said.kind === 'tap' && said.tap.act === 'start' ? said.tap.hidden : undefined
  if (started) return start(scope, uid, situation, { form: started, said: hidden ?? {} }, setting, told)
  const decided = stopped(situation.run, talk, said, setting) ?? converse(talk, said, setting)
  if (!decided) return null
  const untaken = decided.untaken === true
  if (!situation.run) return { speech: decided.speech, untaken, asks: false, statements: () => [] }
  const draft = situation.run
  const { turn, ...ended } = await ending(scope, draft, decided, setting)
  return {
    speech: turn.speech,
    untaken,
    asks: turn.question !== null,
    statements: (askedBy) => [
      ...(turn.end === 'cancelled'
        ? cancelSubmission(scope, draft)
        : answerStatements(scope, draft, turn, { language, name, askedBy, ...ended })),
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
  { form, said }: { form: OpenForm; said: Record<string, string> },
  known: Setting,
  told: { saidAt: number; lastTap: string | null },
): Promise<Advance> {
  const { language, name = null } = known
  const earlier = await openDraft(scope, { formId: form.id, uid })
  const refused = await startRefused(scope, { uid, form, draft: earlier, language, name })
  if (refused !== null) return saying(refused)
  const hidden = hiddenIn(form.definition, said)
  const beginning = earlier ? null : await beginningOf(scope, form, { uid, hidden })
  if (beginning && isAllKnown(form.definition, beginning, known.today)) {
    const title = titleFor(form.definition, { answers: {}, hidden, name })
    return saying(allKnownText(title, language))
  }
  const run = earlier ?? newRun(scope.ids(), form, beginning ?? { hidden, taken: {} }, known.today)
  const setting = {
    ...known,
    slots: await offersOf(scope, earlier ?? { ...run, formId: form.id, replaces: null }),
  }
  const opened = open(run, setting, { resumed: earlier !== null })
  const { turn, ...ended } = earlier
    ? await ending(scope, earlier, opened, setting)
    : { turn: opened, member: null, number: null, rules: nothingFollows }
  const first = turn.end === null ? await registrationSpeech(scope, { uid, form, draft: earlier, language }) : []
  return {
    speech: [...first, ...turn.speech],
    untaken: false,
    asks: turn.question !== null,
    statements: (askedBy) => [
      ...(earlier
        ? answerStatements(scope, earlier, turn, { language, name, askedBy, ...ended })
        : [
            ...beginSubmission(scope, { id: run.id, form, uid, mouth: 'chat', hidden, taken: run.answers }),
            // What a form says before its first question is passed at once.
            ...answersInOrder(scope, { ...run, hidden, formId: form.id, uid, revision: 0, replaces: null }, turn),
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

const newRun = (
  id: string,
  { key, version, definition, opening }: OpenForm,
  { hidden, taken }: Beginning,
  day: string,
) => ({
  id,
  formKey: key,
  formState: 'open' as const,
  version,
  definition: introduced(definition, opening),
  state: 'draft' as const,
  answers: taken,
  hidden,
  known: Object.keys(taken),
  day,
})

function answerStatements(
  scope: Scope,
  draft: Draft,
  turn: Turn,
  {
    askedBy,
    rules,
    ...told
  }: { language: Language; name: string | null; askedBy: string | null } & Omit<Ending, 'turn'>,
): Statement[] {
  const answered = answersInOrder(scope, draft, turn)
  if (turn.end !== 'finished') return answered
  const given = answersAfter(draft, turn)
  const revision = draft.revision + turn.answers.length
  return [
    ...answered,
    ...finishSubmission(scope, draft, { answers: given, revision, mouth: 'chat', ...told }),
    ...rules.statements(askedBy),
  ]
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
