import { build, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { memberImports } from '../../db/schema/index.ts'
import { endFacts, storeFacts } from '../attributes/bring.ts'
import { listDefinitions } from '../attributes/definitions.ts'
import type { Deps } from '../deps.ts'
import { invalid } from '../errors.ts'
import { todayInJapan } from '../forms/check.ts'
import { pause } from '../jobs/pause.ts'
import { addTags, giveTags } from '../tags/bring.ts'
import { loadAccount } from '../accounts/load.ts'
import { storeHashes } from './credentials.ts'
import { storeContacts } from './contacts.ts'
import { takeOverDemoMembers } from './demo-members.ts'
import { addMembers } from './find-member.ts'
import type { ImportReport } from './import-contract.ts'
import { chunksOf, planImport, type Plan } from './import-plan.ts'
import { readMembers } from './read-members.ts'

const problemsShown = 200
const racesMax = 3

interface NewImport {
  bytes: Uint8Array
  /** For people only: never a path. */
  fileName: string
  /** Only reports what would be done. */
  dry: boolean
  /** `staff:<id>` or `command`. */
  by: string
  /** Whose tags and attributes its columns are: members are everybody's, these are an account's. */
  accountId: string
}

/**
 * Imports members from a CSV: all of them in one commit, or none with the reasons line by line. The same file again
 * changes nothing. Members belong to the workspace, so every account's member login knows them.
 * @param deed the audit entry that commits with it, from how many were added, changed and left
 * @throws invalid `no_account`
 */
export async function importMembers(
  deps: Deps,
  { bytes, fileName, dry, by, accountId }: NewImport,
  deed?: (counts: Pick<ImportReport, 'added' | 'changed' | 'unchanged'>) => Statement,
): Promise<ImportReport> {
  if (!(await loadAccount(deps, accountId))) throw invalid('There is no such account', { reason: 'no_account' })
  const attributes = await listDefinitions({ ...deps, account: { id: accountId } })
  const today = todayInJapan(deps.clock())
  const { members, problems, ...file } = await readMembers(bytes, { today, attributes, pause })
  const report: ImportReport = {
    fileName,
    dry,
    written: false,
    encoding: file.encoding,
    lines: members.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    fileProblem: file.fileProblem,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    newTags: [],
    attributes: file.attributes.map(({ title }) => title),
    ignoredColumns: file.ignoredColumns,
  }
  if (file.fileProblem || problems.length > 0) return report
  if (!dry)
    await takeOverDemoMembers(
      deps,
      members.map(({ key }) => key),
      by,
    )
  for (let races = 0; ; races++) {
    const plan = await planImport(deps, members, { accountId, dry })
    if (plan.hasTooManyTags) return { ...report, fileProblem: 'too_many_tags' }
    const counts = { added: plan.added.length, changed: plan.changed, unchanged: plan.unchanged }
    const done = { ...report, ...counts, newTags: plan.newTags.map(({ name }) => name) }
    if (dry) return done
    try {
      const row = { id: deps.ids(), fileName, by, ...counts, at: deps.clock() }
      await deps.db.write([
        ...writing(deps, accountId, plan),
        statement(build.insert(memberImports).values(row)),
        ...(deed ? [deed(counts)] : []),
      ])
      return { ...done, written: true }
    } catch (error) {
      if (!isGuardFailure(error) || races >= racesMax) throw error
    }
  }
}

const writing = (deps: Deps, accountId: string, plan: Plan): Statement[] => [
  ...chunksOf(plan.added).map((some) => addMembers(deps, some)),
  ...chunksOf(plan.contacts).flatMap((some) => storeContacts(deps, some, 'import')),
  ...chunksOf(plan.hashes).map((some) => storeHashes(deps, some)),
  ...addTags(deps, accountId, plan.newTags),
  ...chunksOf(plan.tags).map((some) => giveTags(deps, accountId, some)),
  ...chunksOf(plan.factsOver).map((some) => endFacts(deps, some)),
  ...chunksOf(plan.facts).map((some) => storeFacts(deps, accountId, some)),
]
