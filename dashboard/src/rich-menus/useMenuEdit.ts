import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch } from 'vue'
import type { changePicture } from '../../../bot/rich-menus/change-picture.ts'
import type { MenuDefinition } from '../../../bot/rich-menus/edit-contract.ts'
import type { readMenuEdit } from '../../../bot/rich-menus/read-edit.ts'
import { answerOf, ofAccount, richMenusApi, unwrap } from '../api.ts'
import { useSaving } from '../ui/useSaving.ts'

const pauseMs = 700

export type MenuEdit = Awaited<ReturnType<typeof readMenuEdit>>

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
  const saving = useSaving(definition, pauseMs, (sent, written) =>
    unwrap(api.draft.$put({ param, json: { definition: sent, revision: written } })),
  )
  const { revision, save } = saving

  watch(view, (now) => now && take(now as MenuEdit), { immediate: true })

  function take({ draft, published, start }: MenuEdit) {
    definition.value = JSON.parse(JSON.stringify(draft?.definition ?? published ?? start)) as MenuDefinition
    pictureId.value = draft?.pictureId ?? null
    saving.taken(draft)
  }

  function edit(change: (definition: MenuDefinition) => void) {
    if (!definition.value) return
    const next = structuredClone(definition.value)
    change(next)
    definition.value = next
    saving.later()
  }

  /** @throws ApiError with the reason when LINE would not take the picture */
  async function putPicture(file: Blob) {
    await save(revision.value === 0)
    const address = `${ofAccount(accountId)}/rich-menus/${key}/draft/picture?revision=${revision.value}`
    const answer = await answerOf<Awaited<ReturnType<typeof changePicture>>>(
      fetch(address, { method: 'PUT', headers: { 'content-type': typeOf(file) }, body: file }),
    )
    definition.value = answer.definition
    pictureId.value = answer.pictureId
    saving.kept(answer)
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

  const picture = computed(() => {
    const base = `${ofAccount(accountId)}/rich-menus/${key}`
    if (pictureId.value) return `${base}/draft/picture?of=${pictureId.value}`
    return view.value?.lineId ? `${base}/picture?of=${encodeURIComponent(view.value.lineId)}` : null
  })

  return {
    ...{ query, view, definition, picture, pictureId, edit },
    ...{ revision, save, savedAt: saving.savedAt, state: saving.state, hasUnsaved: saving.hasUnsaved },
    ...{ putPicture, end, publish, reload },
  }
}

/** What the file says of itself; the server looks into it. */
const typeOf = ({ type }: Blob): string => (type === 'image/jpeg' ? type : 'image/png')
