import { forbidden } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** What stands in place of a name, an address or an answer to a personal question: always the same, so that not even its length tells. */
export const maskedText = '●●●'

type Reader = Pick<StaffScope, 'actor'>

/** A text that identifies somebody, as the reader may see it; null stays null. */
export const shown = <T extends string | null>({ actor }: Reader, text: T): T | string =>
  actor.seesPersonal || text === null ? text : maskedText

/** The names of a friend, as the reader may see them: whoever may not is left with the UID. */
export const namesFor = <T extends { displayName: string | null; pictureUrl: string | null }>(
  { actor }: Reader,
  friend: T,
): T => (actor.seesPersonal ? friend : { ...friend, displayName: null, pictureUrl: null })

/**
 * Asks for the right to see personal data, where what is asked for is nothing else.
 * @throws forbidden
 */
export function demandPersonal({ actor }: Reader): void {
  if (!actor.seesPersonal) throw forbidden('This takes the right to see personal data')
}
