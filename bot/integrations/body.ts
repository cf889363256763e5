import type { Deps } from '../deps.ts'
import type { CallEvent } from './contract.ts'
import { submissionsForApi } from './v1/submissions.ts'

interface Told {
  accountId: string
  event: CallEvent
  rule: string | null
  submissionId: string | null
  createdAt: number
  /** Whether the endpoint is told who somebody is. */
  personal: boolean
}

/**
 * What a call says, put together once: `data` is the submission as it is at the first attempt, and only its id when its person
 * was erased.
 * @returns null when there is nothing left to tell of
 */
export async function bodyOf(deps: Pick<Deps, 'db' | 'clock'>, told: Told): Promise<string | null> {
  const data = await dataOf(deps, told)
  if (data === null) return null
  const { event, rule, createdAt } = told
  return JSON.stringify({ type: event, timestamp: new Date(createdAt).toISOString(), rule, data })
}

async function dataOf(deps: Pick<Deps, 'db' | 'clock'>, { accountId, event, submissionId, personal }: Told) {
  if (event === 'endpoint.test' || submissionId === null) return {}
  if (event === 'submission.erased') return { id: submissionId }
  const [submission] = await submissionsForApi({ ...deps, account: { id: accountId }, personal }, [submissionId])
  return submission ?? null
}
