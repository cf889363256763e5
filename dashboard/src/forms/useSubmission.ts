import { useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import type { Review } from '../../../bot/forms/staff-contract.ts'
import { formsApi, unwrap } from '../api.ts'
import type { SubmissionPage } from './useSubmissions.ts'

const read = (accountId: string, id: string) => unwrap(formsApi(accountId).submissions[':id'].$get({ param: { id } }))
export type Submission = Awaited<ReturnType<typeof read>>['submission']

/** One submission, and where the company stands with it. */
export function useSubmission(accountId: string, id: string) {
  const client = useQueryClient()
  const queryKey = ['submission', accountId, id]
  const submission = useQuery({ queryKey, queryFn: () => read(accountId, id) })
  /** The row in the list changes with the detail; the feed of changes would take two seconds. */
  const renewRow = (changed: Submission) =>
    client.setQueriesData<InfiniteData<SubmissionPage>>({ queryKey: ['submissions', accountId] }, (data) => {
      const renew = (row: SubmissionPage['rows'][number]) =>
        row.id === id ? { ...row, review: changed.review, revision: changed.revision } : row
      return data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(renew) })) }
    })
  const review = useMutation({
    mutationFn: (to: Review) =>
      unwrap(formsApi(accountId).submissions[':id'].$patch({ param: { id }, json: { review: to } })),
    onSuccess: (answer) => {
      client.setQueryData(queryKey, answer)
      renewRow(answer.submission)
    },
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: ['forms', accountId] }),
  })
  return { submission, review }
}
