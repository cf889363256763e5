import { dayName } from './days.ts'

/**
 * The figures of one calendar day of Japan in one account. From the facts `friendship_changes` (a friend's follows, blocks
 * and returns by LINE's clock) and `identity_links` (ties by ours):
 * - `followed`, `blocked`, `returned`: changes of that kind in the day. `linked`, `unlinked`: ties made, ties ended in it.
 * - `everFollowed`: friends with any change before the day's end; somebody whose block is the first that we saw had
 *   followed before. Someone seen only in the mini-app or in a chat has none and is no part of any figure.
 * - `effective` (P21): those of them whose newest change before the day's end is no block; so it is ever followed − blocked.
 *   Of two changes in one millisecond the one that was stored later is the newer, as for the friend's own state.
 * - `linkedEffective`: effective friends with a tie that held at the day's end.
 * The link rate (P10) is `linkedEffective ÷ effective`. A day ends at the midnight after it; today ends now.
 */
export interface DayFigures {
  /** `2026-11-21` */
  day: string
  followed: number
  blocked: number
  returned: number
  linked: number
  unlinked: number
  everFollowed: number
  effective: number
  linkedEffective: number
}

/** What a day brought: its events, and by how much the three standing figures moved. */
export type DayMoves = Omit<DayFigures, 'day'>

/** How an account stood at the end of a day. */
export type Standing = Pick<DayFigures, 'everFollowed' | 'effective' | 'linkedEffective'>
export const beforeAnybody: Standing = { everFollowed: 0, effective: 0, linkedEffective: 0 }

export const noMoves: DayMoves = {
  ...{ followed: 0, blocked: 0, returned: 0, linked: 0, unlinked: 0 },
  ...beforeAnybody,
}

/** The figures of days that follow each other, from how things stood before them and what each brought. */
export function sumUp(before: Standing, days: number[], moves: Map<number, DayMoves>): DayFigures[] {
  let standing = before
  return days.map((day) => {
    const moved = moves.get(day) ?? noMoves
    standing = {
      everFollowed: standing.everFollowed + moved.everFollowed,
      effective: standing.effective + moved.effective,
      linkedEffective: standing.linkedEffective + moved.linkedEffective,
    }
    return { ...moved, ...standing, day: dayName(day) }
  })
}
