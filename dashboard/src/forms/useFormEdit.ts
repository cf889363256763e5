import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, shallowRef, watch } from 'vue'
import type { readEdit } from '../../../bot/forms/edit.ts'
import type { FormDraft } from '../../../bot/forms/edit-contract.ts'
import { formEditApi, unwrap } from '../api.ts'
import { useSaving } from '../ui/useSaving.ts'
import { useHistory } from './useHistory.ts'

const pauseMs = 900

/** As the server says it; a condition tree goes deeper than the client's own types follow. */
export type FormEdit = Awaited<ReturnType<typeof readEdit>>
const read = async (accountId: string, key: string) =>
  (await unwrap(formEditApi(accountId).forms[':key'].edit.$get({ param: { key } }))) as FormEdit

/**
 * A form while it is edited: every change goes to the server's draft by itself, a moment after the last keystroke, and can
 * be undone. What is published is not touched.
 */
export function useFormEdit(accountId: string, key: string) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['form-edit', accountId, key],
    queryFn: () => read(accountId, key),
    // What somebody is writing is not replaced under their hands.
    ...{ refetchOnWindowFocus: false, staleTime: 0, gcTime: 0 },
  })
  const view = computed(() => query.data.value)
  const draft = shallowRef<FormDraft | null>(null)
  const history = useHistory(draft)
  /** What the draft changes, as it was read. */
  let version = 0
  const saving = useSaving(draft, pauseMs, (sent, revision) =>
    unwrap(
      formEditApi(accountId).forms[':key'].draft.$put({ param: { key }, json: { draft: sent, revision, version } }),
    ),
  )
  const { later, save } = saving

  watch(view, (now) => now && take(now), { immediate: true })

  function take(now: FormEdit) {
    const { definition, settings, rules } = now.draft ?? now.published
    draft.value = structuredClone(toPlain({ definition, settings, rules }))
    version = now.version
    saving.taken(now.draft)
    history.clear()
  }

  /** @param what is being changed: keystrokes in one field are undone together */
  function edit(change: (draft: FormDraft) => void, what: string) {
    if (!draft.value) return
    const next = structuredClone(draft.value)
    change(next)
    history.push(draft.value, what)
    draft.value = next
    later()
  }

  /** After a conflict: the other one's state in place of ours, or ours over theirs, knowingly. */
  async function settle(whose: 'theirs' | 'ours') {
    const ours = draft.value
    const now = await client.fetchQuery({
      queryKey: ['form-edit', accountId, key],
      queryFn: () => read(accountId, key),
    })
    take(now)
    if (whose === 'theirs' || !ours) return
    const theirs = draft.value
    if (theirs) history.push(theirs, 'conflict')
    draft.value = ours
    later()
    await save()
  }

  const step = (move: () => void) => {
    move()
    later()
  }

  return {
    ...{ query, view, draft, edit, save, settle, state: saving.state, savedAt: saving.savedAt },
    revision: () => saving.revision.value,
    hasUnsaved: saving.hasUnsaved,
    undo: () => step(history.undo),
    redo: () => step(history.redo),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    reload: () => query.refetch(),
  }
}

/** Query data is read-only and may be reactive; what is edited is a copy. */
const toPlain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
