import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { SlotChange, SlotPlan, StaffSlot } from '../../../bot/slots/staff-contract.ts'
import { slotsApi, unwrap } from '../api.ts'
import { useDeed } from '../ui/useDeed.ts'

/** From when until when; null: from yesterday on. */
export interface Range {
  from: number
  to: number
}

/** The slots of a form, and what staff do about them. What can be taken back is, for ten seconds. */
export function useSlots(accountId: string, formKey: string, range: Ref<Range | null>) {
  const client = useQueryClient()
  const deed = useDeed()
  const api = slotsApi(accountId).forms[':key'].slots
  const key = formKey
  const query = useQuery({
    queryKey: ['slots', accountId, formKey, range],
    queryFn: () =>
      unwrap(
        api.$get({
          param: { key },
          query: range.value ? { from: String(range.value.from), to: String(range.value.to) } : {},
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })

  async function after<T>(done: Promise<T>): Promise<T> {
    const result = await done
    await client.invalidateQueries({ queryKey: ['slots', accountId, formKey] })
    return result
  }
  const remove = (ids: string[]) => after(unwrap(api.removal.$post({ param: { key }, json: { ids } })))
  const put = (id: string, json: SlotChange) => after(unwrap(api[':id'].$put({ param: { key, id }, json })))

  return {
    query,
    slots: computed(() => query.data.value?.slots ?? []),
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
    remove: (slot: StaffSlot) => deed(() => remove([slot.id]), { ja: '予約枠を消しました', en: 'Slot removed' }),
    cancelBooking: (slot: StaffSlot, booking: string) =>
      deed(
        () =>
          after(unwrap(api[':id'].bookings[':booking'].$delete({ param: { key, id: slot.id, booking }, json: {} }))),
        {
          ja: '予約を取り消しました',
          en: 'Booking cancelled',
        },
      ),
  }
}

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
    refetchInterval: 15_000,
  })
