import { AsyncLocalStorage } from 'node:async_hooks'
import type { Deps } from '../../bot/deps.ts'
import { staffApi } from '../../bot/http/staff-api.ts'

/** Tables that staff do not change by a deed: counters, sessions, who looks at what just now, and work that follows from a deed. */
const beside = new Set([
  'attempt_counts',
  'submission_looks',
  'staff_sessions',
  'staff_verifications',
  // What became of a call to LINE; that it was to be made is in the batch of the deed.
  'deliveries',
  'mails',
  'jobs',
  // How far a file has come that was asked for by a deed.
  'exports',
  // Kept while somebody types, and seen by nobody outside before it is published: that is the deed.
  'form_drafts',
  'rich_menu_drafts',
  'audit_entries',
])

/** That somebody has read what came is no deed. */
const isReading = /\/(talks\/[^/]+|notices)\/reading$/

/**
 * The staff API in which no change goes without its entry in the audit log: whatever a request writes has to be in one batch
 * with it (ES16). A request that breaks this rule throws, so that it is noticed in whichever test calls the route.
 */
export function auditedApi(deps: Deps): ReturnType<typeof staffApi> {
  const request = new AsyncLocalStorage<string[]>()
  const write: Deps['db']['write'] = (statements) => {
    const changed = statements.flatMap(({ sql }) => tableChangedBy(sql) ?? [])
    const deeds = changed.filter((table) => !beside.has(table))
    if (deeds.length > 0 && !changed.includes('audit_entries')) request.getStore()?.push(...deeds)
    return deps.db.write(statements)
  }
  const api = staffApi({ ...deps, db: { ...deps.db, write } })
  const call: typeof api.request = async (input, init, ...rest) => {
    const unaudited: string[] = []
    const answer = await request.run(unaudited, () => api.request(input, init, ...rest))
    if (unaudited.length === 0 || isReading.test(String(input))) return answer
    throw new Error(`ES16: ${init?.method} ${String(input)} changed ${unaudited.join(', ')} without an audit entry`)
  }
  return Object.assign(Object.create(api) as typeof api, { request: call })
}

const tableChangedBy = (sql: string): string | undefined =>
  /^\s*(?:insert (?:or \w+ )?into|update|delete from)\s+["`]?(\w+)/i.exec(sql)?.[1]
