import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { changePicture } from '../../../bot/rich-menus/change-picture.ts'
import type { MenuDefinition } from '../../../bot/rich-menus/edit-contract.ts'
import type { readMenuEdit } from '../../../bot/rich-menus/read-edit.ts'
import { answerOf, ApiError, ofAccount, richMenusApi, unwrap } from '../api.ts'

const pauseMs = 700

export type MenuEdit = Awaited<ReturnType<typeof readMenuEdit>>
/** `conflict`: somebody else wrote meanwhile, and nothing is written until their state was read. */
export type MenuSaveState = 'saved' | 'saving' | 'offline' | 'conflict' | 'failed'

/** A menu while it is changed: every change goes to the server's draft by itself, a moment after the last keystroke. */
export function useMenuEdit(accountId: string, key: 'guest' | 'member') {
  const client = useQueryClient()
  const api = richMenusApi(accountId)['rich-menus'][':key']
  const param = { key }
  const query = useQuery({
    queryKey: ['rich-menu-edit', accountId, key],
    queryFn: () => unwrap(api.edit.$get({ param })),
    // What somebody is writing is not replaced under their hands.
    ...{ refetchOnWindowFocus: false, staleTime: 0, gcTime: 0 },
  })
  const view = computed(() => query.data.value)
  const definition = shallowRef<MenuDefinition | null>(null)
  const pictureId = ref<string | null>(null)
  const revision = ref(0)
  const savedAt = ref<number | null>(null)
  const state = ref<MenuSaveState>('saved')
  let unsaved = false
  let writing: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(view, (now) => now && take(now as MenuEdit), { immediate: true })

  function take({ draft, published, start }: MenuEdit) {
    definition.value = JSON.parse(JSON.stringify(draft?.definition ?? published ?? start)) as MenuDefinition
    pictureId.value = draft?.pictureId ?? null
    revision.value = draft?.revision ?? 0
    savedAt.value = draft?.updatedAt ?? null
    unsaved = false
    state.value = 'saved'
  }

  function edit(change: (definition: MenuDefinition) => void) {
    if (!definition.value) return
    const next = structuredClone(definition.value)
    change(next)
    definition.value = next
    unsaved = true
    if (state.value !== 'conflict') state.value = 'saving'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }

  /** Resolves when the server has everything, or `state` says why it has not. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    await writing
    if (!unsaved || state.value === 'conflict' || !definition.value) return
    writing = write(definition.value)
    await writing
    writing = null
    if (unsaved && state.value === 'saving') await save()
  }

  async function write(sent: MenuDefinition) {
    unsaved = false
    try {
      kept(await unwrap(api.draft.$put({ param, json: { definition: sent, revision: revision.value } })))
      if (!unsaved) state.value = 'saved'
    } catch (error) {
      unsaved = true
      const code = error instanceof ApiError ? error.code : 'internal'
      state.value = code === 'conflict' ? 'conflict' : code === 'offline' ? 'offline' : 'failed'
      if (code === 'offline') timer = setTimeout(() => void save(), 5_000)
    }
  }

  function kept(answer: { revision: number; updatedAt: number }) {
    revision.value = answer.revision
    savedAt.value = answer.updatedAt
  }

  /** @throws ApiError with the reason when LINE would not take the picture */
  async function putPicture(file: Blob) {
    if (revision.value === 0) unsaved = true
    await save()
    const address = `${ofAccount(accountId)}/rich-menus/${key}/draft/picture?revision=${revision.value}`
    const answer = await answerOf<Awaited<ReturnType<typeof changePicture>>>(
      fetch(address, { method: 'PUT', headers: { 'content-type': typeOf(file) }, body: file }),
    )
    definition.value = answer.definition
    pictureId.value = answer.pictureId
    kept(answer)
  }

  async function end() {
    await save()
    await unwrap(api.draft.$delete({ param, json: { revision: revision.value } }))
    await reload()
  }

  /** @returns what LINE did not take */
  async function publish() {
    await save()
    const { problem } = await unwrap(api.publication.$post({ param, json: { revision: revision.value } }))
    if (!problem) await reload()
    return problem
  }

  async function reload() {
    const { data } = await query.refetch()
    if (data) take(data as MenuEdit)
    await client.invalidateQueries({ queryKey: ['rich-menus', accountId] })
  }

  onScopeDispose(() => void save())

  const picture = computed(() => {
    const base = `${ofAccount(accountId)}/rich-menus/${key}`
    if (pictureId.value) return `${base}/draft/picture?of=${pictureId.value}`
    return view.value?.lineId ? `${base}/picture?of=${encodeURIComponent(view.value.lineId)}` : null
  })

  return {
    ...{ query, view, definition, picture, pictureId, revision, savedAt, state, edit, save },
    ...{ putPicture, end, publish, reload },
    hasUnsaved: computed(() => state.value !== 'saved'),
  }
}

/** What the file says of itself; the server looks into it. */
const typeOf = ({ type }: Blob): string => (type === 'image/jpeg' ? type : 'image/png')
