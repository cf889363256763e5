import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { pause } from '../jobs/pause.ts'
import type { Answers } from './contract.ts'
import { definitionOf } from './definition.ts'
import { valueIn } from './draft.ts'
import { keepWords, nextWordsSeq } from './submission-words.ts'

/** About 25 ms: whoever asks for something meanwhile waits no longer for its turn. */
const batchMax = 10
/** A round goes on for so long; the next one takes the rest. */
const runMs = 15_000

/**
 * Puts finished submissions into the search index that are not there: those from before there was one, and those that
 * were not finished by their person (the demo's). A few in a batch, and as long a rest after each, so that nobody waits for
 * it: a million of them take an hour and a half.
 */
export async function keepMissingWords(deps: Deps): Promise<void> {
  const began = deps.clock()
  for (;;) {
    const since = deps.clock()
    if ((await keepSome(deps)) < batchMax || deps.clock() - began >= runMs) return
    await pause(deps.clock() - since)
  }
}

async function keepSome({ db }: Deps): Promise<number> {
  const wordless = await db.orm
    .select({
      id: submissions.id,
      accountId: submissions.accountId,
      formId: submissions.formId,
      version: submissions.version,
    })
    .from(submissions)
    // As the partial index says it.
    .where(and(sql`${submissions.state} = 'finished'`, isNull(submissions.wordsSeq)))
    .orderBy(asc(submissions.id))
    .limit(batchMax)
  if (wordless.length === 0) return 0
  const ids = wordless.map(({ id }) => id)
  const given = await db.orm.select().from(answers).where(inArray(answers.submissionId, ids))
  const statements = []
  for (const { id, accountId, formId, version } of wordless) {
    const own: Answers = Object.fromEntries(
      given.filter(({ submissionId }) => submissionId === id).map((answer) => [answer.questionKey, valueIn(answer)]),
    )
    const placed = build
      .update(submissions)
      .set({ wordsSeq: nextWordsSeq })
      .where(and(eq(submissions.id, id), sql`${submissions.state} = 'finished'`, isNull(submissions.wordsSeq)))
    const definition = await definitionOf(db, formId, version)
    statements.push(must(statement(placed)), keepWords(accountId, { id, definition, answers: own }))
  }
  try {
    await db.write(statements)
  } catch (error) {
    // Another process was there, or somebody has just sent it anew: the next round looks again.
    if (!isGuardFailure(error)) throw error
    return 0
  }
  return wordless.length
}
