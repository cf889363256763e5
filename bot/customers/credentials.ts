import { desc, eq, sql } from 'drizzle-orm'
import { build, statement, type Database, type Statement } from '../../db/database.ts'
import { customers, memberCredentials, memberImports } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { dummyOf, formatOf, rounds, verifySecret } from './secret.ts'

/** The formats as they were read after an import. */
const known = new WeakMap<Database, { formats: Promise<string[]>; since: string | null }>()

/**
 * Whether the secret is the member's. A member who does not exist, or has no secret, costs the same work as any other:
 * one verification in each format that the members' hashes have.
 * @param customerSeq null for nobody
 */
export async function isSecretOf(deps: Deps, customerSeq: number | null, secret: string): Promise<boolean> {
  const [formats, row] = await Promise.all([
    formatsOf(deps),
    deps.db.orm
      .select({ hash: memberCredentials.hash })
      .from(memberCredentials)
      .where(eq(memberCredentials.customerSeq, customerSeq ?? -1))
      .get(),
  ])
  const own = row ? formatOf(row.hash) : null
  const tried = await Promise.all(
    [...new Set([...formats, own ?? []].flat())].map(async (format) => {
      const fits = await verifySecret(secret, row && format === own ? row.hash : dummyOf(format))
      return fits && format === own
    }),
  )
  return tried.includes(true)
}

/**
 * The formats of the members' hashes, read aside from the hot path and again after an import, whichever process did it:
 * a format that one process does not know would tell a member from nobody by the time that the answer takes.
 */
async function formatsOf(deps: Deps): Promise<string[]> {
  const since = await lastImport(deps)
  const kept = known.get(deps.db)
  if (kept && kept.since === since) return kept.formats
  const formats = readFormats(deps)
  known.set(deps.db, { formats, since })
  formats.catch(() => forgetFormats(deps))
  return formats
}

/** For what changes hashes without an import. */
export const forgetFormats = (deps: Deps): void => void known.delete(deps.db)

const lastImport = async ({ db }: Deps): Promise<string | null> =>
  (
    await db.orm
      .select({ id: memberImports.id })
      .from(memberImports)
      .orderBy(desc(memberImports.at), desc(memberImports.id))
      .limit(1)
      .get()
  )?.id ?? null

async function readFormats(deps: Deps): Promise<string[]> {
  // As far as a format goes: `$2b$10`, `pbkdf2_sha256$100000`; what follows only makes the same ones seem different.
  const start = sql<string>`case when ${memberCredentials.hash} like '$2%' then substr(${memberCredentials.hash}, 1, 6)
    else substr(${memberCredentials.hash}, 1, 14 + instr(substr(${memberCredentials.hash}, 15), '$') - 1) end`
  const rows = await deps.db.reports.selectDistinct({ start }).from(memberCredentials)
  return rows.length > 0 ? rows.map((row) => row.start) : [`pbkdf2_sha256$${rounds}`]
}

/** The hashes of many members by their `seq`, for an import. */
export async function storedHashes(deps: Deps, seqs: number[]): Promise<Map<number, string>> {
  const { customerSeq, hash } = memberCredentials
  const rows = await deps.db.reports
    .select({ customerSeq, hash })
    .from(memberCredentials)
    .where(sql`${customerSeq} in (select value from json_each(${JSON.stringify(seqs)}))`)
  return new Map(rows.map((row) => [row.customerSeq, row.hash]))
}

/** Writes the hashes of many members by one statement. */
export function storeHashes(deps: Deps, hashes: { memberId: string; hash: string }[]): Statement {
  const rows = JSON.stringify(hashes.map(({ memberId, hash }) => [memberId, hash]))
  return statement(
    build
      .insert(memberCredentials)
      .select(
        // Without `where true` SQLite takes `on conflict` for a join condition.
        sql`select ${customers.seq}, value->>1, ${deps.clock()}
          from json_each(${rows}) inner join ${customers} on ${customers.memberId} = value->>0 where true`,
      )
      .onConflictDoUpdate({
        target: memberCredentials.customerSeq,
        set: { hash: sql`excluded.hash`, updatedAt: sql`excluded.updated_at` },
      }),
  )
}
