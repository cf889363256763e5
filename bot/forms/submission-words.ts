import { sql, type SQL } from 'drizzle-orm'
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import { build, statement, type Statement } from '../../db/database.ts'
import { gramsOf, keyGram } from '../http/search-grams.ts'
import { answerText } from './answer-text.ts'
import type { Answers, AnswerValue, Begun, FormDefinition, Question } from './contract.ts'
import { askedQuestions } from './flow.ts'
import { mainText } from './main-text.ts'
import { staysMasked } from './personal.ts'
import { under } from './under.ts'

/** Kinds whose answer says nothing that anybody looks for. */
const wordless: ReadonlySet<Question['kind']> = new Set(['statement', 'consent', 'file', 'signature'])

/** What a submission can be found by, by whom: `personal` only by staff who see personal data. */
interface Words {
  shown: string
  personal: string
}

/** A submission as far as it has words. */
type Filled = Begun & { definition: FormDefinition; answers: Answers }

/** What the answers of a submission say, as the index holds it. Labels stand for options, because people search for words. */
function wordsOf({ definition, answers, ...begun }: Filled): Words {
  const texts = { shown: [] as string[], personal: [] as string[] }
  for (const question of askedQuestions(definition, answers, begun)) {
    const value = under(answers, question.key)
    if (value === undefined || value === null || wordless.has(question.kind)) continue
    texts[staysMasked(question, value) ? 'personal' : 'shown'].push(...textsOf(question, value))
  }
  return { shown: gramsOf(texts.shown), personal: gramsOf(texts.personal) }
}

/** An answer in both languages, in each part as it was given, and in the one way by which values are compared. */
function textsOf(question: Question, value: AnswerValue): string[] {
  const { ja, en = ja } = answerText(question, value)
  // Numbers of things are no words.
  const isParts = typeof value === 'object' && !Array.isArray(value) && question.kind !== 'order'
  const texts = [ja, en, ...(isParts ? [...Object.values(value), mainText(value)] : [])]
  // A number is looked for with its hyphens and without.
  const plain = question.kind === 'phone' ? texts.map((text) => text.replace(/[^\d０-９]/g, '')) : []
  return [...new Set([...texts, ...plain])].filter(Boolean)
}

/**
 * Puts a submission that has its `wordsSeq` into the index. In the batch that finishes it, so that it is found from the
 * first moment and never without its answers.
 */
export function keepWords(accountId: string, { id, ...filled }: { id: string } & Filled): Statement {
  const { shown, personal } = wordsOf(filled)
  return {
    sql: 'insert into submission_words (rowid, place, shown, personal) select words_seq, ?, ?, ? from submissions where id = ?',
    params: [keyGram('a', accountId), shown, personal, id],
  }
}

/** Takes a submission out of the index, before its row loses its `wordsSeq` or goes. */
export const dropWords = (id: string): Statement => ({
  sql: 'delete from submission_words where rowid = (select words_seq from submissions where id = ?)',
  params: [id],
})

/** The index as far as a statement needs it; it is made by SQL of its own. */
const words = sqliteTable('submission_words', { rowid: integer() })

/** The same for many. @param which a condition on `submissions s` */
export const dropWordsOf = (which: SQL): Statement =>
  statement(build.delete(words).where(sql`rowid in (select s.words_seq from submissions s where ${which})`))

/** The next place in the index, for the statement that gives it to a submission. */
export const nextWordsSeq = sql<number>`(select coalesce(max(words_seq), 0) + 1 from submissions)`
