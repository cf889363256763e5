import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { GrantChange, NewInvitation, StaffRemoval } from '../../../bot/staff/contract.ts'
import { staffManagementApi, unwrap } from '../api.ts'
import { language } from '../language.ts'

const readStaff = (accountId: string) => unwrap(staffManagementApi(accountId).staff.$get())
const readInvitations = (accountId: string) => unwrap(staffManagementApi(accountId).invitations.$get())
export type StaffPerson = Awaited<ReturnType<typeof readStaff>>['staff'][number]
export type Invitation = Awaited<ReturnType<typeof readInvitations>>['invitations'][number]

/** Who works here, who is invited, and everything that an owner decides about them; each deed reads everything anew. */
export function useStaff(accountId: string) {
  const client = useQueryClient()
  const api = staffManagementApi(accountId)
  const staff = useQuery({ queryKey: ['staff', accountId], queryFn: () => readStaff(accountId) })
  const invitations = useQuery({ queryKey: ['invitations', accountId], queryFn: () => readInvitations(accountId) })
  const thenRead = async <T>(deed: Promise<T>): Promise<T> => {
    try {
      return await deed
    } finally {
      for (const key of ['staff', 'invitations', 'audit']) void client.invalidateQueries({ queryKey: [key, accountId] })
      void client.invalidateQueries({ queryKey: ['me'] })
    }
  }
  const of = (id: string) => ({ param: { id } })
  return {
    staff,
    people: computed(() => staff.data.value?.staff ?? []),
    invitations,
    invited: computed(() => invitations.data.value?.invitations ?? []),
    mailPossible: computed(() => invitations.data.value?.mailPossible === true),
    setGrant: (id: string, json: GrantChange) => thenRead(unwrap(api.staff[':id'].grant.$put({ ...of(id), json }))),
    remove: (id: string, from: StaffRemoval['from']) =>
      thenRead(unwrap(api.staff[':id'].removal.$post({ ...of(id), json: { from } }))),
    endSessions: (id: string) => thenRead(unwrap(api.staff[':id']['session-ending'].$post({ ...of(id), json: {} }))),
    passwordLink: (id: string) => thenRead(unwrap(api.staff[':id']['password-link'].$post({ ...of(id), json: {} }))),
    invite: (wanted: Omit<NewInvitation, 'language'>) =>
      thenRead(unwrap(api.invitations.$post({ json: { ...wanted, language: language.value } }))),
    renew: (id: string) =>
      thenRead(unwrap(api.invitations[':id'].renewal.$post({ ...of(id), json: { language: language.value } }))),
    revoke: (id: string) => thenRead(unwrap(api.invitations[':id'].revocation.$post({ ...of(id), json: {} }))),
  }
}

export type StaffDeeds = ReturnType<typeof useStaff>
