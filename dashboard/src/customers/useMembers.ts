import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import type { ImportReport } from '../../../bot/customers/import-contract.ts'
import { answerOf, membersApi, ofAccount, unwrap } from '../api.ts'

const readMembers = (accountId: string) => unwrap(membersApi(accountId).members.$get())
export type MembersView = Awaited<ReturnType<typeof readMembers>>

/** How many members there are and what was imported; the import itself, first as a trial; and how the demo's members go. */
export function useMembers(accountId: string) {
  const client = useQueryClient()
  const queryKey = ['members', accountId]
  const members = useQuery({ queryKey, queryFn: () => readMembers(accountId) })
  const importing = useMutation({
    mutationFn: (wanted: { file: File; dry: boolean }) => sendFile(accountId, wanted),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
  const removingDemo = useMutation({
    mutationFn: () => unwrap(membersApi(accountId).members['demo-removal'].$post({ json: {} })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  return { members, importing, removingDemo }
}

/** A file goes as its bytes: the server finds out how it is encoded. */
async function sendFile(accountId: string, { file, dry }: { file: File; dry: boolean }): Promise<ImportReport> {
  const request = fetch(`${ofAccount(accountId)}/members/import${dry ? '?dry=true' : ''}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(file.name) },
    body: file,
  })
  const { report } = await answerOf<{ report: ImportReport }>(request)
  return report
}
