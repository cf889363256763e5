import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { AttributeEdit, NewAttribute } from '../../../bot/attributes/contract.ts'
import type { AttributeValue } from '../../../bot/attributes/value.ts'
import { attributesApi, unwrap } from '../api.ts'

const readAttributes = (accountId: string) => unwrap(attributesApi(accountId).attributes.$get())
export type Attribute = Awaited<ReturnType<typeof readAttributes>>['attributes'][number]

const readPerson = (accountId: string, id: string) =>
  unwrap(attributesApi(accountId).people[':id'].attributes.$get({ param: { id } }))
export type PersonAttribute = Awaited<ReturnType<typeof readPerson>>['attributes'][number]

/** The account's attributes with how many people have a value, and how they are made, changed and removed. */
export function useAttributes(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['attributes', accountId]
  const query = useQuery({ queryKey, queryFn: () => readAttributes(accountId) })
  const onSettled = () => client.invalidateQueries({ queryKey })
  const api = attributesApi(accountId).attributes
  const add = useMutation({ mutationFn: (json: NewAttribute) => unwrap(api.$post({ json })), onSettled })
  const edit = useMutation({
    mutationFn: ({ key, ...json }: AttributeEdit & { key: string }) =>
      unwrap(api[':id'].$patch({ param: { id: key }, json })),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (key: string) => unwrap(api[':id'].$delete({ param: { id: key }, json: {} })),
    onSettled,
  })
  const restore = useMutation({
    mutationFn: (key: string) => unwrap(api[':id'].restoration.$post({ param: { id: key }, json: {} })),
    onSettled,
  })
  return { query, attributes: computed(() => query.data.value?.attributes), add, edit, remove, restore }
}

/** What is known of one person, a friend or a member. */
export function usePersonAttributes(accountId: string, personId: string) {
  const client = useQueryClient()
  const queryKey = ['person-attributes', accountId, personId]
  const query = useQuery({ queryKey, queryFn: () => readPerson(accountId, personId) })
  const change = useMutation({
    mutationFn: (json: { key: string; value: AttributeValue | null }) =>
      unwrap(attributesApi(accountId).people[':id'].attributes.$patch({ param: { id: personId }, json })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ['attribute-history', accountId, personId] }),
        client.invalidateQueries({ queryKey: ['timeline'] }),
      ]),
  })
  return { query, attributes: computed(() => query.data.value?.attributes), change }
}

/** What was ever known of one attribute of a person; asked for while somebody looks. */
export const useHistory = (accountId: string, personId: string, key: string, enabled: Ref<boolean>) =>
  useQuery({
    queryKey: ['attribute-history', accountId, personId, key],
    queryFn: () =>
      unwrap(
        attributesApi(accountId).people[':id']['attribute-history'].$get({ param: { id: personId }, query: { key } }),
      ),
    enabled,
  })
