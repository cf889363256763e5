import type { Statement } from '../../db/database.ts'
import { answerQuestion } from '../forms/answer.ts'
import { cancelSubmission } from '../forms/cancel.ts'
import type { Draft } from '../forms/draft.ts'
import { finishSubmission } from '../forms/finish.ts'
import type { Scope } from '../scope.ts'
import type { Setting, Speech, Turn } from './contract.ts'
import { answersAfter, type Ending } from './ending.ts'
import type { Situation } from './load.ts'
import { text } from './moves.ts'
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

/** Says one sentence and changes nothing. */
export const saying = (said: string): Advance => ({
  speech: [text(said)],
  untaken: false,
  asks: false,
  statements: () => [],
})

/** When something was said, and by which button: what the conversation keeps of it. */
export interface Told {
  saidAt: number
  lastTap: string | null
}

/** What one step of a run writes: its answers, its end, and where the conversation stands then. */
export function stepStatements(
  scope: Scope,
  uid: string,
  { conversation }: Situation,
  { draft, ended, setting, told }: { draft: Draft; ended: Ending; setting: Setting; told: Told },
): Advance['statements'] {
  const { turn } = ended
  return (askedBy) => [
    ...(turn.end === 'cancelled'
      ? cancelSubmission(scope, draft)
      : [...answersInOrder(scope, draft, turn), ...endStatements(scope, draft, ended, { setting, askedBy })]),
    writeConversation(scope, uid, conversation, { ...turn, ...told, submissionId: draft.id, askedBy }),
  ]
}

function endStatements(
  scope: Scope,
  draft: Draft,
  { turn, rules, ...ended }: Ending,
  { setting, askedBy }: { setting: Setting; askedBy: string | null },
): Statement[] {
  if (turn.end !== 'finished') return []
  const { language, name = null } = setting
  const revision = draft.revision + turn.answers.length
  const finish = { answers: answersAfter(draft, turn), revision, mouth: 'chat' as const, language, name, ...ended }
  return [...finishSubmission(scope, draft, finish), ...rules.statements(askedBy)]
}

/** Several answers of one turn: each finds the draft as the one before it leaves it. */
export function answersInOrder(
  scope: Scope,
  draft: Parameters<typeof answerQuestion>[1],
  { answers }: Turn,
): Statement[] {
  let before = draft
  return answers.flatMap(({ question, value }) => {
    const statements = answerQuestion(scope, before, { question, value, mouth: 'chat' })
    before = { ...before, revision: before.revision + 1, answers: { ...before.answers, [question.key]: value } }
    return statements
  })
}
