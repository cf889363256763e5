import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { NewAccount, NewSecrets } from '../../../bot/accounts/connection-contract.ts'
import { accountsApi, connectionApi, unwrap } from '../api.ts'

const read = (accountId: string) => unwrap(connectionApi(accountId).connection.$get())
export type Connection = Awaited<ReturnType<typeof read>>
export type Finding = NonNullable<Connection['checks']>[number]

/** How the account of the page is connected, and what owners do about it. */
export function useConnection(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['connection', accountId]
  const query = useQuery({ queryKey, queryFn: () => read(accountId) })
  const api = connectionApi(accountId)
  const taken = (view: Connection) => {
    client.setQueryData(queryKey, view)
    void client.invalidateQueries({ queryKey: ['accounts'] })
  }
  const deed = <T>(mutationFn: (input: T) => Promise<Connection>) => useMutation({ mutationFn, onSuccess: taken })
  return {
    query,
    connection: computed(() => query.data.value),
    check: deed(() => unwrap(api.connection.check.$post({ json: {} }))),
    setUp: deed(() => unwrap(api.connection.setup.$post({ json: {} }))),
    rename: deed((json: { name: string; before: string }) => unwrap(api.connection.$patch({ json }))),
    rotate: deed((json: NewSecrets) => unwrap(api.connection.secrets.$put({ json }))),
    disconnect: deed((name: string) => unwrap(api.connection.disconnection.$post({ json: { name } }))),
    reconnect: deed(() => unwrap(api.connection.disconnection.$delete({ json: {} }))),
  }
}

/** Checks a new account, or adds it. */
export function useAddAccount() {
  const client = useQueryClient()
  return async (json: NewAccount) => {
    const answer = await unwrap(accountsApi.accounts.$post({ json }))
    if (answer.accountId) await client.invalidateQueries({ queryKey: ['accounts'] })
    return answer
  }
}
