import { withoutValues } from '../errors.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'

const dayMs = 24 * 60 * 60_000

/**
 * Removes the bytes of those files that nothing names any more: the job stands until it has come true, so a process that
 * dies or a place for files that is away for a while leaves none behind.
 */
export async function removeFiles(scope: Scope, ids: string[], named: (string | null)[]): Promise<JobResult> {
  if (!scope.files) return { again: 'There is no place for files here', within: dayMs }
  const gone = ids.filter((id) => !named.includes(id))
  try {
    if (gone.length > 0) await scope.files.remove(gone)
  } catch (error) {
    scope.log.error('The bytes of files could not be removed', { error: withoutValues(error) })
    return { again: 'The bytes of files could not be removed', within: dayMs }
  }
  return 'done'
}
