import { sql, type SQL } from 'drizzle-orm'
import type { Opening } from './contract.ts'

/** How many finished submissions of a form have a place: all but those that wait for one, who are few and have an index. */
export const placesTaken = (formId: SQL): SQL<number> =>
  sql`((select count(*) from submissions p where p.form_id = ${formId} and p.state = 'finished')
    - (select count(*) from submissions p where p.form_id = ${formId} and p.state = 'finished' and p.place = 'waiting'))`

/** Whether who sends a form now waits for a place. */
export const waitsForPlace = (opening: Opening): boolean => opening.kind === 'open' && opening.waiting === true
