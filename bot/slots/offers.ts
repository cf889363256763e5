import { sql } from 'drizzle-orm'
import { slots } from '../../db/schema/index.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import { fixedOffer } from './fixed.ts'
import { hasSlots } from './has-slots.ts'
import type { SlotOffer, SlotRow } from './contract.ts'
import { hasRunOut } from './places.ts'
import { slotValue } from './value.ts'

/** More are not shown to one person. */
const offeredMax = 500

/** Whose places are theirs: a draft, and what it changes. */
export interface Chooser {
  id: string
  replaces: { id: string } | null
}

/**
 * What people can choose for one question: slots that are open and still to come, also full ones, in the order of their
 * times. A hold that ran out takes no place here. Who cannot give their place up any more gets nothing but that one.
 */
export async function slotOffers(
  scope: Scope,
  { formId, questionKey, draft }: { formId: string; questionKey: string; draft: Chooser | null },
): Promise<SlotOffer[]> {
  const fixed = await fixedOffer(scope, { questionKey, replaces: draft?.replaces ?? null })
  if (fixed) return [fixed]
  const now = scope.clock()
  const own = draft
    ? sql<number>`(select coalesce(sum(b.seats), 0) from slot_bookings b where b.submission_id in (${draft.id}, ${draft.replaces?.id ?? draft.id})
        and b.slot_id = slots.id and b.state in ('held', 'booked'))`
    : sql<number>`0`
  const rows = await scope.db.orm
    .select({
      id: slots.id,
      startsAt: slots.startsAt,
      endsAt: slots.endsAt,
      title: slots.title,
      capacity: slots.capacity,
      taken: sql<number>`${slots.taken} - (select coalesce(sum(b.seats), 0) from slot_bookings b
        where b.slot_id = slots.id and ${hasRunOut(now)} and b.submission_id <> ${draft?.id ?? ''})`,
      mine: own,
    })
    .from(slots)
    .where(
      sql`${slots.formId} = ${formId} and ${slots.questionKey} = ${questionKey} and ${slots.accountId} = ${scope.account.id}
        and ${slots.state} = 'open' and coalesce(${slots.closesAt}, ${slots.startsAt}, 9e15) > ${now}
        and (${slots.startsAt} is null or ${slots.startsAt} > ${now})`,
    )
    .orderBy(sql`${slots.startsAt} is null, ${slots.startsAt}, ${slots.id}`)
    .limit(offeredMax)
  return rows.map(offerOf)
}

const offerOf = ({ capacity, taken, mine, ...row }: Omit<SlotRow, 'state'> & { mine: number }): SlotOffer => ({
  ...{ value: slotValue(row), startsAt: row.startsAt },
  ...{ capacity, mine, left: Math.max(0, capacity - taken) },
})

/** All that can be chosen in a form, by question; undefined, without asking the database, where it has no slots. */
export async function offersOf(
  scope: Scope,
  draft: Chooser & Pick<Draft, 'formId' | 'definition'>,
): Promise<Record<string, SlotOffer[]> | undefined> {
  const { formId, definition } = draft
  if (!hasSlots(definition)) return undefined
  const keys = definition.questions.flatMap(({ kind, key }) => (kind === 'slot' ? [key] : []))
  const offers = await Promise.all(keys.map((questionKey) => slotOffers(scope, { formId, questionKey, draft })))
  return Object.fromEntries(keys.map((key, index) => [key, offers[index]!]))
}
