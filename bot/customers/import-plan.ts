import { pause } from '../jobs/pause.ts'
import { factsFromFiles, type MemberFact } from '../attributes/bring.ts'
import type { Deps } from '../deps.ts'
import { foldedName, tagsMax } from '../tags/contract.ts'
import { tagIds, tagsOfMembers } from '../tags/bring.ts'
import { contactsOfMembers, type Contact } from './contacts.ts'
import { storedHashes } from './credentials.ts'
import { membersByKeys } from './find-member.ts'
import type { MemberLine } from './read-members.ts'
import { hashSecret, rounds, verifySecret } from './secret.ts'

/** So many members are compared with what is known in one go, and written by one statement. */
const chunk = 1_000
/**
 * More PINs than this are hashed with fewer rounds, because the file must not take an hour. A PIN of a few digits is
 * found by trying them all however many the rounds are; what protects it is the limit on guesses. Passwords are always
 * hashed slowly, and a file has at most `importPasswordsMax` of them.
 */
const slowHashesMax = 1_000
const fastRounds = 1_000
const hashesAtOnce = 4

/** What a file changes: new members, and what differs of the others. */
export interface Plan {
  added: MemberLine[]
  changed: number
  unchanged: number
  contacts: { memberId: string; contact: Contact }[]
  hashes: { memberId: string; hash: string }[]
  newTags: { id: string; name: string }[]
  /** The account would have more tags than it may. */
  hasTooManyTags: boolean
  tags: { memberId: string; tagId: string }[]
  facts: MemberFact[]
  /** Ids of facts that others take the place of. */
  factsOver: string[]
}

/**
 * Compares a file with what is known. Tags are only given, never taken; a value that the file before said already is left,
 * so that what staff have corrected since stays corrected.
 * @param dry the hashes that the plan would have are not made
 */
export async function planImport(
  deps: Deps,
  members: MemberLine[],
  { accountId, dry }: { accountId: string; dry: boolean },
): Promise<Plan> {
  const { ids, ...tags } = await planTags(deps, accountId, members)
  const nothing = { added: [], changed: 0, unchanged: 0, contacts: [], hashes: [], tags: [], facts: [], factsOver: [] }
  const plan: Plan = { ...nothing, ...tags }
  const count = members.filter(({ pin }) => pin !== null).length > slowHashesMax ? fastRounds : rounds
  for (const lines of chunksOf(members)) {
    const known = await membersByKeys(
      deps,
      lines.map(({ key }) => key),
    )
    const seqs = [...known.values()].map(({ seq }) => seq)
    const [contacts, hashes, held, facts] = await Promise.all([
      contactsOfMembers(deps, seqs),
      storedHashes(deps, seqs),
      ids.size > 0 ? tagsOfMembers(deps, accountId, seqs) : new Set<string>(),
      lines.some((line) => line.facts.length > 0) ? factsFromFiles(deps, accountId, seqs) : new Map<string, never>(),
    ])
    const secrets = await secretsFor(
      lines,
      (line) => hashes.get(known.get(line.key)?.seq ?? -1),
      (secret) => (dry ? Promise.resolve('') : hashSecret(deps, secret.text, secret.slow ? rounds : count)),
    )
    for (const [at, line] of lines.entries()) {
      const member = known.get(line.key)
      const [seq, memberId] = [member?.seq ?? -1, member?.memberId ?? line.memberId]
      const news = line.contacts.filter((contact) => !contacts.get(seq)?.some((one) => isSame(one, contact)))
      const gifts = line.tags.map((name) => ids.get(foldedName(name))!).filter((tagId) => !held.has(`${seq} ${tagId}`))
      const said = line.facts.filter((fact) => !isEqual(facts.get(`${seq} ${fact.definition.key}`)?.value, fact.value))
      const hash = secrets[at] ?? null
      if (!member) plan.added.push(line)
      else if (news.length + gifts.length + said.length > 0 || hash !== null) plan.changed++
      else plan.unchanged++
      plan.contacts.push(...news.map((contact) => ({ memberId, contact })))
      plan.tags.push(...gifts.map((tagId) => ({ memberId, tagId })))
      plan.facts.push(...said.map((fact) => ({ memberId, ...fact })))
      plan.factsOver.push(...said.flatMap(({ definition }) => facts.get(`${seq} ${definition.key}`)?.id ?? []))
      if (hash !== null) plan.hashes.push({ memberId, hash })
    }
    await pause()
  }
  return plan
}

/** The tags that the file names, by their names as they are compared, and those that have to be made. */
async function planTags(deps: Deps, accountId: string, members: MemberLine[]) {
  const names = new Map(members.flatMap(({ tags }) => tags.map((name) => [foldedName(name), name])))
  if (names.size === 0) return { ids: new Map<string, string>(), newTags: [], hasTooManyTags: false }
  const known = await tagIds(deps, accountId)
  const added = [...names].filter(([folded]) => !known.has(folded)).map(([folded, name]) => ({ folded, name }))
  const newTags = added.map(({ folded, name }) => ({ id: deps.ids(), name, folded }))
  return {
    ids: new Map([...known, ...newTags.map(({ folded, id }) => [folded, id] as const)]),
    newTags: newTags.map(({ id, name }) => ({ id, name })),
    hasTooManyTags: known.size + newTags.length > tagsMax,
  }
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

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

/** As much as one statement takes. */
export const chunksOf = <T>(all: T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_, at) => all.slice(at * chunk, (at + 1) * chunk))
