import * as v from 'valibot'
import type { Statement } from '../../db/database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'

/** Every full-text table: what they are told to forget stays in them behind a tombstone until their parts are merged. */
const tables = ['friend_search', 'customer_search', 'submission_words'] as const
/** Erasures of so long share one tidying, because it reads whole tables. */
const togetherMs = 10 * 60_000
/** So many pages of a table are merged in one commit, which takes a few milliseconds. */
const pagesAtOnce = 50
/** So many commits in one run of the job. */
const stepsMax = 40

export const tidySearchSchema = v.object({ table: v.picklist(tables), begun: v.boolean() })
type Place = v.InferOutput<typeof tidySearchSchema>

/** The job after an erasure, for the batch of the erasure; several within ten minutes are one. */
export function tidySearch(scope: Pick<Scope, 'ids' | 'clock'> & { account: { id: string } }): Statement {
  const runAt = Math.ceil((scope.clock() + 1) / togetherMs) * togetherMs
  return enqueue(scope, {
    kind: 'search.tidy',
    key: String(runAt),
    payload: { table: tables[0], begun: false } satisfies Place,
    runAt,
  })
}

/**
 * Merges the parts of the full-text tables into one, step by step: then nothing is left in the file of what was erased.
 * The freed pages are overwritten, as the connection says (`secure_delete`).
 */
export async function tidySearchTables(scope: Scope, { table, begun }: Place): Promise<JobResult> {
  let at = tables.indexOf(table)
  let isBegun = begun
  for (let step = 0; step < stepsMax; step++) {
    const current = tables[at]
    if (current === undefined) return 'done'
    const more = await mergeSome(scope, current, isBegun)
    isBegun = more
    if (!more) at++
  }
  const next = tables[at]
  if (next === undefined) return 'done'
  const payload: Place = { table: next, begun: isBegun }
  await scope.db.write([enqueue(scope, { kind: 'search.tidy', key: `${next} ${scope.ids()}`, payload })])
  scope.kick()
  return 'done'
}

/** One step; a negative number begins a merge of the whole table. It is over when a step changes nothing. */
async function mergeSome({ db }: Scope, table: (typeof tables)[number], begun: boolean): Promise<boolean> {
  const total = { sql: 'select total_changes()', params: [] }
  const pages = begun ? pagesAtOnce : -pagesAtOnce
  const [before, , after] = await db.write([
    total,
    // The name is one of ours, from the list above.
    { sql: `insert into ${table} (${table}, rank) values ('merge', ?)`, params: [pages] },
    total,
  ])
  // The command itself counts as one.
  return Number(after?.rows[0]?.[0]) - Number(before?.rows[0]?.[0]) > 1
}
