import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { readEdit } from '../../../bot/forms/edit.ts'
import type { FormDraft } from '../../../bot/forms/edit-contract.ts'
import { ApiError, formEditApi, unwrap } from '../api.ts'
import { useHistory } from './useHistory.ts'

const pauseMs = 900

/** As the server says it; a condition tree goes deeper than the client's own types follow. */
export type FormEdit = Awaited<ReturnType<typeof readEdit>>
const read = async (accountId: string, key: string) =>
  (await unwrap(formEditApi(accountId).forms[':key'].edit.$get({ param: { key } }))) as FormEdit

/** `conflict`: somebody else wrote meanwhile, and nothing is written until it is decided whose holds. */
export type SaveState = 'saved' | 'saving' | 'offline' | 'conflict' | 'failed'

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
  const state = ref<SaveState>('saved')
  const savedAt = ref<number | null>(null)
  let revision = 0
  /** What the draft changes, as it was read. */
  let version = 0
  let unsaved = false
  let writing: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(view, (now) => now && take(now), { immediate: true })

  function take(now: FormEdit) {
    const { definition, settings, rules } = now.draft ?? now.published
    draft.value = structuredClone(toPlain({ definition, settings, rules }))
    revision = now.draft?.revision ?? 0
    version = now.version
    savedAt.value = now.draft?.updatedAt ?? null
    unsaved = false
    state.value = 'saved'
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

  function later() {
    unsaved = true
    if (state.value !== 'conflict') state.value = 'saving'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }

  /** Resolves when the server has everything, or says why it has not. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    await writing
    if (!unsaved || state.value === 'conflict' || !draft.value) return
    writing = write(draft.value)
    await writing
    writing = null
    if (unsaved && state.value === 'saving') await save()
  }

  async function write(sent: FormDraft) {
    unsaved = false
    try {
      const put = formEditApi(accountId).forms[':key'].draft.$put
      const kept = await unwrap(put({ param: { key }, json: { draft: sent, revision, version } }))
      revision = kept.revision
      savedAt.value = kept.updatedAt
      if (!unsaved) state.value = 'saved'
    } catch (error) {
      unsaved = true
      const code = error instanceof ApiError ? error.code : 'internal'
      state.value = code === 'conflict' ? 'conflict' : code === 'offline' ? 'offline' : 'failed'
      if (code === 'offline') timer = setTimeout(() => void save(), 5_000)
    }
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
  onScopeDispose(() => void save())

  return {
    ...{ query, view, draft, edit, state, savedAt, save, settle },
    revision: () => revision,
    hasUnsaved: computed(() => state.value !== 'saved'),
    undo: () => step(history.undo),
    redo: () => step(history.redo),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    reload: () => query.refetch(),
  }
}

/** Query data is read-only and may be reactive; what is edited is a copy. */
const toPlain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
