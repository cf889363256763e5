import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { MemberLoginSettings } from '../../../bot/accounts/member-login-contract.ts'
import { memberLoginApi, unwrap } from '../api.ts'

const readMemberLogin = (accountId: string) => unwrap(memberLoginApi(accountId)['member-login'].$get())
export type MemberLoginView = Awaited<ReturnType<typeof readMemberLogin>>

/** How members log in, and setting it. Read once: what somebody is writing is not replaced under their hands. */
export function useMemberLogin(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['member-login', accountId]
  const memberLogin = useQuery({
    queryKey,
    queryFn: () => readMemberLogin(accountId),
    refetchOnWindowFocus: false,
  })
  const save = useMutation({
    mutationFn: (settings: MemberLoginSettings | null) =>
      unwrap(memberLoginApi(accountId)['member-login'].$put({ json: { memberLogin: settings } })),
    onSuccess: (view) => client.setQueryData(queryKey, view),
  })
  return { memberLogin, save }
}
