import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { formsApi, friendsApi, unwrap } from '../api.ts'
import { receipt, standingWords } from '../forms/words.ts'
import { say } from '../language.ts'
import { friendshipWords } from '../friends/words.ts'
import { shortTime } from '../time.ts'

/** A person or a submission that the search means; what the reader may not see, the server has left out. */
export interface Found {
  key: string
  icon: string
  label: string
  note: string
  to: string
}

const foundMax = 6

/** People by name, UID or member number. */
function usePeopleFound(accountId: Ref<string>, q: Ref<string>) {
  const query = useQuery({
    queryKey: ['palette', 'people', accountId, q],
    queryFn: () => unwrap(friendsApi(accountId.value).friends.$get({ query: { q: q.value, limit: String(foundMax) } })),
    enabled: computed(() => q.value.length > 0),
    placeholderData: keepPreviousData,
  })
  const found = computed((): Found[] =>
    (query.data.value?.rows ?? []).map(({ id, uid, displayName, friendship, memberId }) => ({
      key: `friend ${id}`,
      icon: 'i-lucide-user-round',
      label: displayName ?? uid.slice(0, 6),
      note: [memberId, say(friendshipWords[friendship].label), uid.slice(0, 6)].filter(Boolean).join(' ・ '),
      to: `/accounts/${encodeURIComponent(accountId.value)}/friends/${id}`,
    })),
  )
  return { found, searching: query.isFetching }
}

/** Submissions by their receipt number, with or without `#`. */
function useSubmissionsFound(accountId: Ref<string>, q: Ref<string>) {
  const number = computed(() => /^#?0*(\d{1,9})$/.exec(q.value.normalize('NFKC'))?.[1])
  const query = useQuery({
    queryKey: ['palette', 'submissions', accountId, number],
    queryFn: () =>
      unwrap(formsApi(accountId.value).submissions.$get({ query: { q: `#${number.value}`, limit: '50' } })),
    enabled: computed(() => number.value !== undefined),
  })
  const found = computed((): Found[] => {
    if (number.value === undefined) return []
    const rows = query.data.value?.rows ?? []
    return rows
      .filter((row) => row.number === Number(number.value))
      .slice(0, foundMax)
      .map((row) => ({
        key: `submission ${row.id}`,
        icon: 'i-lucide-clipboard-list',
        label: `${receipt(row.number)} ${say(row.form.title)}`,
        note: [say(standingWords(row).label), shortTime(row.updatedAt)].join(' ・ '),
        to: `/accounts/${encodeURIComponent(accountId.value)}/submissions/${row.id}`,
      }))
  })
  return { found, searching: query.isFetching }
}

/** So long after the last key the server is asked. */
const pauseMs = 150

/** Both, for what is typed once the typing pauses. `q` is what was last asked for. */
export function useFound(accountId: Ref<string>, typed: Ref<string>) {
  const q = ref('')
  let timer = 0
  watch(typed, (text) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => (q.value = text.trim()), pauseMs)
  })
  onScopeDispose(() => clearTimeout(timer))
  const people = usePeopleFound(accountId, q)
  const submissions = useSubmissionsFound(accountId, q)
  const waiting = computed(() => typed.value.trim() !== q.value)
  return {
    q,
    people: computed(() => (q.value === '' ? [] : people.found.value)),
    submissions: submissions.found,
    searching: computed(() => waiting.value || people.searching.value || submissions.searching.value),
  }
}
