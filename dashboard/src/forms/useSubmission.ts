import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import { formsApi, unwrap } from '../api.ts'

const read = (accountId: string, id: string) => unwrap(formsApi(accountId).submissions[':id'].$get({ param: { id } }))
export type Submission = Awaited<ReturnType<typeof read>>['submission']

/** One submission, and where the company stands with it. */
export function useSubmission(accountId: string, id: string) {
  const client = useQueryClient()
  const queryKey = ['submission', accountId, id]
  const submission = useQuery({ queryKey, queryFn: () => read(accountId, id) })
  const review = useMutation({
    mutationFn: (to: Review) =>
      unwrap(formsApi(accountId).submissions[':id'].$patch({ param: { id }, json: { review: to } })),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: ['forms', accountId] }),
  })
  return { submission, review }
}
