import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { linksApi, unwrap } from '../api.ts'

const everyMs = 10_000

/** Of one friend or member, or of everybody. */
export type ConflictsOf = { friend?: string; member?: string }

const readConflicts = (accountId: string, of: ConflictsOf) =>
  unwrap(linksApi(accountId)['link-conflicts'].$get({ query: { state: 'open', ...of } }))
export type LinkConflict = Awaited<ReturnType<typeof readConflicts>>['rows'][number]

/** Open claims on members who are tied to somebody else, and the decision. */
export function useConflicts(accountId: string, of: ConflictsOf = {}) {
  const client = useQueryClient()
  const queryKey = ['link-conflicts', accountId, of]
  const conflicts = useQuery({ queryKey, queryFn: () => readConflicts(accountId, of), refetchInterval: everyMs })
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'kept' | 'moved' }) =>
      unwrap(linksApi(accountId)['link-conflicts'][':id'].decision.$post({ param: { id }, json: { decision } })),
    // A decision changes two people.
    onSettled: () =>
      Promise.all(
        ['link-conflicts', 'links', 'friend', 'customer', 'timeline'].map((name) =>
          client.invalidateQueries({ queryKey: [name, accountId] }),
        ),
      ),
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

const readMember = async (accountId: string, id: string, memberId: string) =>
  (await unwrap(linksApi(accountId).friends[':id'].linking.$get({ param: { id }, query: { memberId } }))).member
export type MemberShown = Awaited<ReturnType<typeof readMember>>

/** The ties of one friend, now and before, how staff end the one that holds, and how they make one. */
export function useFriendLinks(accountId: string, friendId: string) {
  const client = useQueryClient()
  const queryKey = ['links', accountId, friendId]
  const links = useQuery({ queryKey, queryFn: () => readLinks(accountId, friendId), refetchInterval: everyMs })
  const onSettled = () =>
    Promise.all([
      client.invalidateQueries({ queryKey }),
      client.invalidateQueries({ queryKey: ['friend', accountId, friendId] }),
      client.invalidateQueries({ queryKey: ['timeline', accountId] }),
    ])
  const unlink = useMutation({
    mutationFn: () => unwrap(linksApi(accountId).friends[':id'].unlinking.$post({ param: { id: friendId }, json: {} })),
    onSettled,
  })
  const link = useMutation({
    mutationFn: (memberId: string) =>
      unwrap(linksApi(accountId).friends[':id'].linking.$post({ param: { id: friendId }, json: { memberId } })),
    onSettled,
  })
  return { links, unlink, link, look: (memberId: string) => readMember(accountId, friendId, memberId) }
}
