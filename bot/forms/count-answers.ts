import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { build, statement, template, type Statement } from '../../db/database.ts'
import { answerCounts } from '../../db/schema/index.ts'
import type { FormDefinition } from './contract.ts'
import { factsJson } from './facts.ts'

/** Japan's calendar, which has no summer time. */
const japanMs = 9 * 60 * 60_000
const dayMs = 24 * 60 * 60_000

/** The day by Japan's calendar of a moment in milliseconds UTC, in days since 1970. */
export const dayInJapan = (at: number): number => Math.floor((at + japanMs) / dayMs)
/** When such a day begins, in milliseconds UTC. */
export const dayBegins = (day: number): number => day * dayMs - japanMs

/** What was finished belongs to the day and the way of its finishing, as in the list of submissions; the rest to its beginning. */
const finished = sql.raw(
  `s.form_id, s.account_id, coalesce(s.finished_in, s.began_in) as mouth, (coalesce(s.finished_at, s.updated_at) + ${japanMs}) / ${dayMs} as day`,
)
const begun = sql.raw(`s.form_id, s.account_id, s.began_in as mouth, (s.started_at + ${japanMs}) / ${dayMs} as day`)

/** What an answer counts as; null: as nothing. No key has a colon: what follows one are somebody's own words. */
const valueOf = sql.raw(`case f.value ->> 2
  when 'none' then '' when 'files' then ''
  when 'text' then substr(a.value_text, 1, instr(a.value_text || ':', ':') - 1)
  when 'slot' then coalesce(a.value_json ->> 'start', '') || '|' || coalesce(a.value_json ->> 'title', '')
  when 'each' then substr(e.value, 1, instr(e.value || ':', ':') - 1)
  when 'places' then e.value
  when 'amounts' then e.key
  when 'yen' then e.key
  when 'cells' then e.key || '.' || e.value
  when 'first' then a.value_json ->> 0
  when 'whole' then cast(cast(a.value_number as integer) as text)
  when 'rounded' then printf('%.3g', a.value_number)
  when 'month' then substr(a.value_text, 1, 7)
  when 'birth_month' then substr(a.value_text, 6, 2)
  when 'weekday' then strftime('%w', substr(a.value_text, 1, 10))
  when 'hour' then case when length(a.value_text) > 5 then substr(a.value_text, 12, 2) else substr(a.value_text, 1, 2) end
  when 'decade' then substr(a.value_text, 1, 3) || '0'
end`)

const totalOf = sql.raw(`case f.value ->> 2
  when 'files' then json_array_length(a.value_json)
  when 'places' then e.key + 1
  when 'amounts' then cast(e.value as integer)
  when 'yen' then cast(e.value as integer) * coalesce(f.value -> 3 ->> e.key, 0)
  when 'rounded' then a.value_number else 0 end`)

/** What follows from the answers: the numbers that were calculated, and the ending that was read. Only forms that have them ask for it. */
const besideFacts = (which: SQL): SQL => sql`
  union all select ${finished}, 'value.' || k.key, 'value', printf('%.3g', k.value), k.value
    from submissions s, json_each(s.calculated) k where ${which} and k.value is not null
  union all select ${finished}, '', 'ending', s.ending_key, 0 from submissions s where ${which} and s.ending_key is not null`

/** A change of what was finished is neither a start of its own nor a time to answer. */
const finishedFacts = (which: SQL, facts: SQLWrapper): SQL => sql`
  select ${finished}, a.question_key as question, f.value ->> 1 as fact, ${valueOf} as value, ${totalOf} as total
    from submissions s join answers a on a.submission_id = s.id join json_each(${facts}) f on f.value ->> 0 = a.question_key
    left join json_each(case when f.value ->> 2 in ('each', 'places', 'cells', 'amounts', 'yen') then a.value_json end) e
    where ${which}
  union all select ${finished}, k.value, 'skipped', '', 0 from submissions s, json_each(s.skipped) k where ${which}
  union all select ${finished}, '', 'answered', '', 0 from submissions s where ${which}
  union all select ${finished}, '', 'seconds', printf('%.2g', max(1, (s.finished_at - s.started_at) / 1000)), (s.finished_at - s.started_at) / 1000
    from submissions s where ${which} and s.finished_at is not null and s.replaces is null`

/** What was sent and cancelled afterwards did not stop anybody: it counts as neither. */
const cancelledFacts = (which: SQL): SQL => sql`
  select ${begun}, a.question_key as question, 'answered' as fact, '' as value, 0 as total
    from submissions s join answers a on a.submission_id = s.id where ${which} and s.replaces is null and s.finished_at is null
  union all select ${begun}, k.value, 'skipped', '', 0 from submissions s, json_each(s.skipped) k where ${which} and s.replaces is null and s.finished_at is null
  union all select ${begun}, '', 'answered', '', 0 from submissions s where ${which} and s.replaces is null and s.finished_at is null
  union all select ${begun}, s.reached_key, 'stopped', '', 0
    from submissions s where ${which} and s.replaces is null and s.finished_at is null and s.reached_key is not null`

const counted = (state: 'finished' | 'cancelled', facts: SQL, sign: SQLWrapper) =>
  build
    .insert(answerCounts)
    .select(
      sql`select form_id, ${sql.raw(`'${state}'`)}, question, fact, value, mouth, day, account_id, ${sign} * count(*), ${sign} * sum(total)
        from (${facts}) where value is not null group by form_id, question, fact, value, mouth, day, account_id`,
    )
    .onConflictDoUpdate({
      target: [
        answerCounts.formId,
        answerCounts.state,
        answerCounts.questionKey,
        answerCounts.fact,
        answerCounts.value,
        answerCounts.mouth,
        answerCounts.day,
      ],
      set: {
        count: sql`${answerCounts.count} + excluded.count`,
        total: sql`${answerCounts.total} + excluded.total`,
      },
    })

const one = sql`s.id = ${sql.placeholder('id')}`

const countOne = (beside: SQL) =>
  template<{ id: string; facts: string; sign: 1 | -1 }>(
    counted('finished', sql`${finishedFacts(one, sql.placeholder('facts'))}${beside}`, sql.placeholder('sign')),
  )
const [countPlain, countWithBeside] = [countOne(sql``), countOne(besideFacts(one))]
const countOneFinished = (definition: FormDefinition, values: { id: string; sign: 1 | -1 }) =>
  (hasBeside(definition) ? countWithBeside : countPlain)({ ...values, facts: factsJson(definition) })

const hasBeside = ({ calculations = [], endings = [] }: FormDefinition): boolean =>
  calculations.length > 0 || endings.length > 0
const countOneCancelled = template<{ id: string }>(counted('cancelled', cancelledFacts(one), sql`1`))

/** Counts a submission that has just been finished, in the batch that finishes it. */
export const countFinished = (id: string, definition: FormDefinition): Statement =>
  countOneFinished(definition, { id, sign: 1 })

/** Takes a finished submission out again, when another takes its place; the same batch demands that it still is. */
export const uncountFinished = (id: string, definition: FormDefinition): Statement =>
  countOneFinished(definition, { id, sign: -1 })

/** Counts where a submission was left that has just been given up. */
export const countCancelled = (id: string): Statement => countOneCancelled({ id })

const allFacts = (which: SQL, definition: FormDefinition): SQL =>
  sql`${finishedFacts(which, sql`${factsJson(definition)}`)}${hasBeside(definition) ? besideFacts(which) : sql``}`

/** Counts many at once. @param which a condition on `submissions s` */
export const countAllFinished = (which: SQL, definition: FormDefinition): Statement =>
  statement(counted('finished', allFacts(which, definition), sql`1`))

/** Takes many finished ones out again, before their rows go. @param which a condition on `submissions s` */
export const uncountAllFinished = (which: SQL, definition: FormDefinition): Statement =>
  statement(counted('finished', allFacts(which, definition), sql`-1`))

/** Counts many that were given up. */
export const countAllCancelled = (which: SQL): Statement =>
  statement(counted('cancelled', cancelledFacts(which), sql`1`))

/** Takes many that were given up out again. */
export const uncountAllCancelled = (which: SQL): Statement =>
  statement(counted('cancelled', cancelledFacts(which), sql`-1`))
