import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { linksApi, unwrap } from '../api.ts'

const everyMs = 10_000

const readConflicts = (accountId: string) =>
  unwrap(linksApi(accountId)['link-conflicts'].$get({ query: { state: 'open' } }))
export type LinkConflict = Awaited<ReturnType<typeof readConflicts>>['rows'][number]

/** Open claims on members who are tied to somebody else, and the decision. */
export function useConflicts(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['link-conflicts', accountId]
  const conflicts = useQuery({ queryKey, queryFn: () => readConflicts(accountId), refetchInterval: everyMs })
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'kept' | 'moved' }) =>
      unwrap(linksApi(accountId)['link-conflicts'][':id'].decision.$post({ param: { id }, json: { decision } })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return { conflicts, decide }
}

/** How far people came in the member login within the last 30 days. */
export const useSteps = (accountId: string) =>
  useQuery({
    queryKey: ['link-steps', accountId],
    queryFn: () => unwrap(linksApi(accountId)['link-steps'].$get({ query: { days: '30' } })),
  })

const readLinks = (accountId: string, id: string) =>
  unwrap(linksApi(accountId).friends[':id'].links.$get({ param: { id } }))
export type IdentityLink = Awaited<ReturnType<typeof readLinks>>['links'][number]

/** The ties of one friend, now and before, and how staff end the one that holds. */
export function useFriendLinks(accountId: string, friendId: string) {
  const client = useQueryClient()
  const queryKey = ['links', accountId, friendId]
  const links = useQuery({ queryKey, queryFn: () => readLinks(accountId, friendId), refetchInterval: everyMs })
  const unlink = useMutation({
    mutationFn: () => unwrap(linksApi(accountId).friends[':id'].unlinking.$post({ param: { id: friendId }, json: {} })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: ['friend', accountId, friendId] }),
        client.invalidateQueries({ queryKey: ['timeline', accountId] }),
      ]),
  })
  return { links, unlink }
}
