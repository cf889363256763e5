import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { notesApi, unwrap } from '../api.ts'

/** What staff wrote about a person, for the person's own page. */
export function useNotes(accountId: Ref<string>, friendId: Ref<string>) {
  const { data } = useQuery({
    queryKey: ['notes', accountId, friendId],
    queryFn: () => unwrap(notesApi(accountId.value).friends[':id'].notes.$get({ param: { id: friendId.value } })),
    enabled: computed(() => friendId.value !== ''),
  })
  return computed(() => data.value?.notes ?? [])
}
