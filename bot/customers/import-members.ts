import { build, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { memberImports } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { todayInJapan } from '../forms/check.ts'
import { storedHashes, storeHashes } from './credentials.ts'
import { contactsOfMembers, storeContacts, type Contact } from './contacts.ts'
import { takeOverDemoMembers } from './demo-members.ts'
import { addMembers, membersByKeys } from './find-member.ts'
import type { ImportReport } from './import-contract.ts'
import { readMembers, type MemberLine } from './read-members.ts'
import { hashSecret, rounds, verifySecret } from './secret.ts'

/** So many members are compared with what is known in one go, and written by one statement. */
const chunk = 1_000
const problemsShown = 200
/**
 * More PINs than this are hashed with fewer rounds, because the file must not take an hour. A PIN of a few digits is
 * found by trying them all however many the rounds are; what protects it is the limit on guesses. Passwords are always
 * hashed slowly, and a file has at most `importPasswordsMax` of them.
 */
const slowHashesMax = 1_000
const fastRounds = 1_000
const hashesAtOnce = 4
const racesMax = 3

interface NewImport {
  bytes: Uint8Array
  /** For people only: never a path. */
  fileName: string
  /** Only reports what would be done. */
  dry: boolean
  /** `staff:<id>` or `command`. */
  by: string
}

/** What a file changes: new members, contacts and secrets that differ. */
interface Plan {
  added: MemberLine[]
  changed: number
  unchanged: number
  contacts: { memberId: string; contact: Contact }[]
  hashes: { memberId: string; hash: string }[]
}

/**
 * Imports members from a CSV: all of them in one commit, or none with the reasons line by line. The same file again
 * changes nothing. Members belong to the workspace, so every account's member login knows them.
 * @param deed the audit entry that commits with it, from how many were added, changed and left
 */
export async function importMembers(
  deps: Deps,
  { bytes, fileName, dry, by }: NewImport,
  deed?: (counts: Pick<ImportReport, 'added' | 'changed' | 'unchanged'>) => Statement,
): Promise<ImportReport> {
  const { members, problems, ...file } = await readMembers(bytes, todayInJapan(deps.clock()), pause)
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
    const plan = await planFor(deps, members, dry)
    const counts = { added: plan.added.length, changed: plan.changed, unchanged: plan.unchanged }
    if (dry) return { ...report, ...counts }
    try {
      const row = { id: deps.ids(), fileName, by, ...counts, at: deps.clock() }
      await deps.db.write([
        ...chunksOf(plan.added).map((some) => addMembers(deps, some)),
        ...chunksOf(plan.contacts).flatMap((some) => storeContacts(deps, some, 'import')),
        ...chunksOf(plan.hashes).map((some) => storeHashes(deps, some)),
        statement(build.insert(memberImports).values(row)),
        ...(deed ? [deed(counts)] : []),
      ])
      return { ...report, ...counts, written: true }
    } catch (error) {
      if (!isGuardFailure(error) || races >= racesMax) throw error
    }
  }
}

/** @param dry the hashes that the plan would have are not made */
async function planFor(deps: Deps, members: MemberLine[], dry: boolean): Promise<Plan> {
  const plan: Plan = { added: [], changed: 0, unchanged: 0, contacts: [], hashes: [] }
  const count = members.filter(({ pin }) => pin !== null).length > slowHashesMax ? fastRounds : rounds
  for (const lines of chunksOf(members)) {
    const known = await membersByKeys(
      deps,
      lines.map(({ key }) => key),
    )
    const seqs = [...known.values()].map(({ seq }) => seq)
    const [contacts, hashes] = await Promise.all([contactsOfMembers(deps, seqs), storedHashes(deps, seqs)])
    const secrets = await secretsFor(
      lines,
      (line) => hashes.get(known.get(line.key)?.seq ?? -1),
      (secret) => (dry ? Promise.resolve('') : hashSecret(deps, secret.text, secret.slow ? rounds : count)),
    )
    for (const [at, line] of lines.entries()) {
      const member = known.get(line.key)
      const memberId = member?.memberId ?? line.memberId
      const before = member ? (contacts.get(member.seq) ?? []) : []
      const news = line.contacts.filter((contact) => !before.some((one) => isSame(one, contact)))
      const hash = secrets[at] ?? null
      if (!member) plan.added.push(line)
      else if (news.length > 0 || hash !== null) plan.changed++
      else plan.unchanged++
      plan.contacts.push(...news.map((contact) => ({ memberId, contact })))
      if (hash !== null) plan.hashes.push({ memberId, hash })
    }
    await pause()
  }
  return plan
}

/** A contact that a person gave when they registered becomes the company's own by the import, so it counts as another. */
const isSame = (known: Contact & { source: string }, { kind, value, normalised }: Contact) =>
  known.kind === kind && known.value === value && known.normalised === normalised && known.source === 'import'

type Hashing = (secret: { text: string; slow: boolean }) => Promise<string>

/** The hash that each line brings; null where it brings none, or the one that is stored already. */
async function secretsFor(
  lines: MemberLine[],
  storedOf: (line: MemberLine) => string | undefined,
  hashed: Hashing,
): Promise<(string | null)[]> {
  const made: (string | null)[] = []
  for (let at = 0; at < lines.length; at += hashesAtOnce) {
    const some = lines.slice(at, at + hashesAtOnce)
    made.push(...(await Promise.all(some.map((line) => secretFor(line, storedOf(line), hashed)))))
  }
  return made
}

async function secretFor({ pin, password, hash }: MemberLine, stored: string | undefined, hashed: Hashing) {
  if (hash !== null) return hash === stored ? null : hash
  const text = password ?? pin
  if (text === null || (stored !== undefined && (await verifySecret(text, stored)))) return null
  return hashed({ text, slow: password !== null })
}

const chunksOf = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_, at) => all.slice(at * chunk, (at + 1) * chunk))

/** Lets the webhook have its turn. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
