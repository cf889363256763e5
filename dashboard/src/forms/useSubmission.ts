import { useQuery } from '@tanstack/vue-query'
import { formsApi, unwrap } from '../api.ts'

export const readSubmission = (accountId: string, id: string) =>
  unwrap(formsApi(accountId).submissions[':id'].$get({ param: { id } }))
export type Submission = Awaited<ReturnType<typeof readSubmission>>['submission']

/** One submission with what stands beside it. */
export const useSubmission = (accountId: string, id: string) =>
  useQuery({ queryKey: ['submission', accountId, id], queryFn: () => readSubmission(accountId, id) })
