import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { build, statement, template, type Statement } from '../../db/database.ts'
import { customerContacts, customers } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { indexContacts } from './search-index.ts'

/** A direct identifier of a customer. */
export interface Contact {
  kind: (typeof customerContacts.$inferSelect)['kind']
  /** As given. */
  value: string
  /** What is compared: NFKC and case folded, E.164, ISO date, seven digits. */
  normalised: string
}

type Source = (typeof customerContacts.$inferSelect)['source']

/** One of each kind: the newer one holds, but what people say of themselves replaces nothing that the company knows. */
const replacing = {
  target: [customerContacts.customerSeq, customerContacts.kind],
  set: {
    value: sql`excluded.value`,
    normalised: sql`excluded.normalised`,
    source: sql`excluded.source`,
    updatedAt: sql`excluded.updated_at`,
  },
  setWhere: sql`${customerContacts.source} = 'registration' or excluded.source <> 'registration'`,
}

const upsertContact = template<
  Contact & { id: string; memberId: string; source: Source; now: number } & Record<string, unknown>
>(
  build
    .insert(customerContacts)
    .values({
      id: sql.placeholder('id'),
      customerSeq: sql`(select ${customers.seq} from ${customers} where ${customers.memberId} = ${sql.placeholder('memberId')})`,
      kind: sql.placeholder('kind'),
      value: sql.placeholder('value'),
      normalised: sql.placeholder('normalised'),
      source: sql.placeholder('source'),
      createdAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate(replacing),
)

/** Writes a member's contacts, one of each kind; the member may be added by the same batch. */
export const contactStatements = (
  scope: Deps,
  { memberId, contacts, source }: { memberId: string; contacts: Contact[]; source: Source },
): Statement[] => [
  ...contacts.map(({ kind, value, normalised }) =>
    upsertContact({ id: scope.ids(), memberId, kind, value, normalised, source, now: scope.clock() }),
  ),
  ...indexContacts(contacts.map((contact) => ({ memberId, ...contact }))),
]

/** What is known to reach or name a customer, one of each kind. */
export const contactsOf = (scope: Deps, customerSeq: number): Promise<(Contact & { source: Source })[]> =>
  scope.db.orm
    .select({
      kind: customerContacts.kind,
      value: customerContacts.value,
      normalised: customerContacts.normalised,
      source: customerContacts.source,
    })
    .from(customerContacts)
    .where(eq(customerContacts.customerSeq, customerSeq))

/** The members (at most two: one is an answer, two are none) whom the company knows by this contact. */
export const membersByContact = (scope: Deps, kind: Contact['kind'], normalised: string) =>
  scope.db.orm
    .select({ seq: customers.seq, memberId: sql<string>`${customers.memberId}` })
    .from(customerContacts)
    .innerJoin(customers, eq(customers.seq, customerContacts.customerSeq))
    .where(
      and(
        eq(customerContacts.kind, kind),
        eq(customerContacts.normalised, normalised),
        ne(customerContacts.source, 'registration'),
        isNotNull(customers.memberId),
      ),
    )
    .limit(2)

/** The contacts of many customers by their `seq`, for an import. */
export async function contactsOfMembers(
  deps: Deps,
  seqs: number[],
): Promise<Map<number, (Contact & { source: Source })[]>> {
  const { customerSeq, kind, value, normalised, source } = customerContacts
  const rows = await deps.db.reports
    .select({ customerSeq, kind, value, normalised, source })
    .from(customerContacts)
    .where(sql`${customerSeq} in (select value from json_each(${JSON.stringify(seqs)}))`)
  return Map.groupBy(rows, (row) => row.customerSeq)
}

/** Writes contacts of many members at once. */
export function storeContacts(
  deps: Deps,
  contacts: { memberId: string; contact: Contact }[],
  source: Source,
): Statement[] {
  const now = deps.clock()
  const rows = JSON.stringify(
    contacts.map(({ memberId, contact: { kind, value, normalised } }) => [
      deps.ids(),
      memberId,
      kind,
      value,
      normalised,
    ]),
  )
  const stored = statement(
    build
      .insert(customerContacts)
      .select(
        // Without `where true` SQLite takes `on conflict` for a join condition.
        sql`select value->>0, ${customers.seq}, value->>2, value->>3, value->>4, ${source}, ${now}, ${now}
          from json_each(${rows}) inner join ${customers} on ${customers.memberId} = value->>1 where true`,
      )
      .onConflictDoUpdate(replacing),
  )
  return [stored, ...indexContacts(contacts.map(({ memberId, contact }) => ({ memberId, ...contact })))]
}
