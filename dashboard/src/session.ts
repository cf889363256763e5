import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { grantIn, ownsEverything } from '../../bot/staff/contract.ts'
import { accountsApi, staffApi, unwrap } from './api.ts'

/** Who is signed in, and what they may do in the account of the page. Asked again when the window gets the focus, so that a role taken away shows. */
export function useMe() {
  const { data } = useQuery({ queryKey: ['me'], queryFn: () => unwrap(staffApi.session.$get()), staleTime: 60_000 })
  const me = computed(() => data.value?.me)
  const route = useRoute()
  const grant = computed(() => me.value && grantIn(me.value.grants, String(route.params['accountId'])))
  return {
    me,
    role: computed(() => grant.value?.role),
    mayEdit: computed(() => grant.value?.role === 'editor' || grant.value?.role === 'owner'),
    /** Members belong to the company: who owns one account only does not change them. */
    ownsAll: computed(() => grant.value?.role === 'owner' && ownsEverything(me.value?.grants ?? [])),
    isOwner: computed(() => grant.value?.role === 'owner'),
    seesPersonal: computed(() => grant.value?.seesPersonal === true),
  }
}

/** The accounts to switch between. */
export function useAccounts() {
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: () => unwrap(accountsApi.accounts.$get()),
    staleTime: 60_000,
  })
  return computed(() => data.value?.accounts ?? [])
}

/** Ends the session and forgets all that was read in it. */
export function useSignOut() {
  const client = useQueryClient()
  return async () => {
    await unwrap(staffApi.auth['sign-out'].$post({ json: {} }))
    client.clear()
  }
}
