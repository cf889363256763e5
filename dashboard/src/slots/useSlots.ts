import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { Arrival, SlotChange, SlotPlan, StaffBooking, StaffSlot, Tell } from '../../../bot/slots/staff-contract.ts'
import { isNight } from '../../../bot/rules/night.ts'
import { slotsApi, unwrap } from '../api.ts'
import { lateAmong, someLate } from './telling.ts'
import { useDeed } from '../ui/useDeed.ts'

/** From when until when; null: from yesterday on. */
export interface Range {
  from: number
  to: number
}

const freshMs = 15_000

interface Telling {
  tell: NonNullable<Tell>
}
const telling = (tell: Tell | null): Partial<Telling> => (tell ? { tell } : {})
/** What was done, and when its people hear of it. */
function withTold({ ja, en }: { ja: string; en: string }, tell: Tell | null, slots: StaffSlot[] = []) {
  if (!tell) return { ja, en }
  if (!isNight(Date.now())) return { ja: `${ja}。まもなくLINEで知らせます`, en: `${en}; they are told soon` }
  const told = { ja: `${ja}。朝8時を過ぎたらLINEで知らせます`, en: `${en}; they are told after 8 in the morning` }
  if (lateAmong(slots) === 'none') return told
  return { ja: `${told.ja}。${someLate.ja}`, en: `${told.en}. ${someLate.en}` }
}
const moved = { ja: '予約を移しました', en: 'Booking moved' }

/** The slots of a form, while somebody looks at them. */
export const useSlotList = (accountId: string, formKey: string, range: Ref<Range | null>) =>
  useQuery({
    queryKey: ['slots', accountId, formKey, range],
    queryFn: () =>
      unwrap(
        slotsApi(accountId).forms[':key'].slots.$get({
          param: { key: formKey },
          query: range.value ? { from: String(range.value.from), to: String(range.value.to) } : {},
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: freshMs,
  })

/** A day with who comes; null: none is looked at. */
export const useSlotDay = (accountId: string, formKey: string, day: Ref<string | null>) =>
  useQuery({
    queryKey: ['slots', accountId, formKey, 'day', day],
    queryFn: () =>
      unwrap(
        slotsApi(accountId).forms[':key'].bookings.$get({ param: { key: formKey }, query: { day: day.value ?? '' } }),
      ),
    enabled: () => day.value !== null,
    refetchInterval: freshMs,
  })

/** Who has a place in a slot, and who waits. */
export const useBookings = (accountId: string, formKey: string, slotId: Ref<string | null>) =>
  useQuery({
    queryKey: ['slots', accountId, formKey, 'bookings', slotId],
    queryFn: () =>
      unwrap(
        slotsApi(accountId).forms[':key'].slots[':id'].bookings.$get({
          param: { key: formKey, id: slotId.value ?? '' },
        }),
      ),
    enabled: () => slotId.value !== null,
    refetchInterval: freshMs,
  })

/** What staff do about slots and bookings. What can be taken back is, for ten seconds. */
export function useSlotDeeds(accountId: string, formKey: string) {
  const client = useQueryClient()
  const deed = useDeed()
  const api = slotsApi(accountId).forms[':key'].slots
  const key = formKey

  async function after<T>(done: Promise<T>): Promise<T> {
    const result = await done
    await client.invalidateQueries({ queryKey: ['slots', accountId, formKey] })
    return result
  }
  const remove = (ids: string[]) => after(unwrap(api.removal.$post({ param: { key }, json: { ids } })))
  const put = (id: string, json: SlotChange) => after(unwrap(api[':id'].$put({ param: { key, id }, json })))
  const shut = (ids: string[], state: 'open' | 'closed') =>
    after(unwrap(api.states.$put({ param: { key }, json: { ids, state } })))
  const one = ({ id, slotId }: StaffBooking) => ({ key, id: slotId, booking: id })
  const note = (booking: StaffBooking, arrival: Arrival | null) =>
    after(unwrap(api[':id'].bookings[':booking'].arrival.$put({ param: one(booking), json: { arrival } })))
  const send = (booking: StaffBooking, json: { to: string; undo?: boolean } & Partial<Telling>) =>
    after(unwrap(api[':id'].bookings[':booking'].slot.$put({ param: one(booking), json })))
  /** Of hundreds of bookings some are cancelled with each request. */
  async function endAll(json: { ids: string[] } & Partial<Telling>, progress: (cancelled: number) => void) {
    for (let cancelled = 0, isMore = true; isMore;) {
      const gone = await unwrap(api.cancellation.$post({ param: { key }, json }))
      cancelled += gone.cancelled
      progress(cancelled)
      // Where none could be cancelled, asking again does not help.
      isMore = gone.more && gone.cancelled > 0
    }
  }

  return {
    add(plan: SlotPlan) {
      let added: string[] = []
      const act = async () => void (added = (await after(unwrap(api.$post({ param: { key }, json: plan })))).ids)
      return deed(act, { ja: '予約枠を追加しました', en: 'Slots added' }, () => remove(added))
    },
    change(slot: StaffSlot, change: SlotChange) {
      const before = { capacity: slot.capacity, state: slot.state }
      const done =
        change.state === undefined
          ? { ja: '定員を変更しました', en: 'Capacity changed' }
          : change.state === 'open'
            ? { ja: '受付を再開しました', en: 'Opened again' }
            : { ja: '受付を終了しました', en: 'Closed' }
      return deed(
        () => put(slot.id, change),
        done,
        () => put(slot.id, before),
      )
    },
    shut(slots: StaffSlot[], state: 'open' | 'closed') {
      const ids = slots.filter((slot) => slot.state !== state).map(({ id }) => id)
      const done =
        state === 'open'
          ? { ja: `${ids.length}枠の受付を再開しました`, en: `${ids.length} slots opened again` }
          : { ja: `${ids.length}枠の受付を終了しました`, en: `${ids.length} slots closed` }
      return deed(
        () => shut(ids, state),
        done,
        () => shut(ids, state === 'open' ? 'closed' : 'open'),
      )
    },
    remove: (slot: StaffSlot) => deed(() => remove([slot.id]), { ja: '予約枠を消しました', en: 'Slot removed' }),
    note: (booking: StaffBooking, arrival: Arrival | null) => deed(() => note(booking, arrival), null),
    /** Who waited has a place afterwards, and cannot be put back into the queue. */
    move: (booking: StaffBooking, to: StaffSlot, tell: Tell | null) =>
      deed(
        () => send(booking, { to: to.id, ...telling(tell) }),
        withTold(moved, tell),
        booking.state === 'booked'
          ? () => send({ ...booking, slotId: to.id }, { to: booking.slotId, undo: true })
          : undefined,
      ),
    cancelBooking: (booking: StaffBooking, tell: Tell | null) =>
      deed(
        () => after(unwrap(api[':id'].bookings[':booking'].$delete({ param: one(booking), json: telling(tell) }))),
        withTold({ ja: '予約を取り消しました', en: 'Booking cancelled' }, tell),
      ),
    /** Slots that do not take place: whoever has a place in them loses it. */
    end: (slots: StaffSlot[], tell: Tell | null, progress: (cancelled: number) => void) =>
      deed(
        () => after(endAll({ ids: slots.map(({ id }) => id), ...telling(tell) }, progress)),
        withTold(
          slots.some(({ state }) => state === 'open')
            ? { ja: '受付を終了し、予約を取り消しました', en: 'Closed, and all bookings cancelled' }
            : { ja: '予約を取り消しました', en: 'All bookings cancelled' },
          tell,
          slots,
        ),
      ),
  }
}
export type SlotDeeds = ReturnType<typeof useSlotDeeds>
