import { inArray, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import { placesTaken } from './places.ts'
import { touched } from './touch.ts'

/**
 * The statement that gives free places of forms to who waits for them, first come first served by their numbers: after somebody cancelled, or
 * when there are more places than before. A form that is closed gives none.
 * @param which a condition on `forms f`
 */
export function promoteWaiting(which: SQL, now: number): Statement {
  const waiting = sql`select s.id, s.form_id, row_number() over (partition by s.form_id order by s.number) as turn
    from submissions s where s.place = 'waiting' and s.state = 'finished'
      and s.form_id in (select f.id from forms f where f.state = 'open' and coalesce(f.closes_at, 9e15) > ${now} and ${which})`
  const promoted = sql`(select w.id from (${waiting}) w join forms f on f.id = w.form_id
    where w.turn <= coalesce(f.capacity, 9e15) - ${placesTaken(sql`f.id`)})`
  return statement(
    build
      .update(submissions)
      .set({ place: 'taken', promotedAt: now, ...touched(now) })
      .where(inArray(submissions.id, promoted)),
  )
}
