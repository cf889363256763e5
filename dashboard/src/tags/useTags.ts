import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { tagsApi, unwrap } from '../api.ts'

const readTags = (accountId: string) => unwrap(tagsApi(accountId).tags.$get())
export type Tag = Awaited<ReturnType<typeof readTags>>['tags'][number]

const readPersonTags = (accountId: string, id: string) =>
  unwrap(tagsApi(accountId).people[':id'].tags.$get({ param: { id } }))
export type PersonTag = Awaited<ReturnType<typeof readPersonTags>>['tags'][number]

/** The account's tags by name, each with how many people have it. */
export function useTags(accountId: Ref<string>) {
  const { data, ...query } = useQuery({
    queryKey: ['tags', accountId],
    queryFn: () => readTags(accountId.value),
    staleTime: 10_000,
  })
  return { query, tags: computed(() => data.value?.tags) }
}

/** How tags are made, renamed and removed. */
export function useTagEdits(accountId: string) {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['tags'] })
  const api = tagsApi(accountId).tags
  const add = useMutation({ mutationFn: (name: string) => unwrap(api.$post({ json: { name } })), onSettled })
  const rename = useMutation({
    mutationFn: ({ id, name, from }: { id: string; name: string; from: string }) =>
      unwrap(api[':id'].$patch({ param: { id }, json: { name, from } })),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (id: string) => unwrap(api[':id'].$delete({ param: { id }, json: {} })),
    onSettled,
  })
  const restore = useMutation({
    mutationFn: (id: string) => unwrap(api[':id'].restoration.$post({ param: { id }, json: {} })),
    onSettled,
  })
  return { add, rename, remove, restore }
}

/** The tags of one person, a friend or a member, and how they get and lose them. */
export function usePersonTags(accountId: string, personId: string) {
  const client = useQueryClient()
  const queryKey = ['person-tags', accountId, personId]
  const query = useQuery({ queryKey, queryFn: () => readPersonTags(accountId, personId) })
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey }),
      client.invalidateQueries({ queryKey: ['tags'] }),
      client.invalidateQueries({ queryKey: ['timeline'] }),
      client.invalidateQueries({ queryKey: ['friends'] }),
    ])
  const api = tagsApi(accountId).people[':id'].tags
  const give = useMutation({
    mutationFn: (tagId: string) => unwrap(api.$post({ param: { id: personId }, json: { tagId } })),
    onSettled,
  })
  const take = useMutation({
    mutationFn: (tagId: string) => unwrap(api.$delete({ param: { id: personId }, json: { tagId } })),
    onSettled,
  })
  return { tags: computed(() => query.data.value?.tags), query, give, take }
}
