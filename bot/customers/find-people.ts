import { sql, type SQL } from 'drizzle-orm'
import { customerContacts, customers, friends } from '../../db/schema/index.ts'
import { readPhone } from '../forms/kinds/phone.ts'
import { narrow } from '../forms/kinds/plain.ts'
import { friendsNamed } from '../friends/search-index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { memberKey, memberKeys } from '../identity-links/key.ts'
import { storedKey } from './find-member.ts'
import { membersNamed } from './search-index.ts'

/** Of each way to be found no more than so many are looked at: whoever finds more has to say more. */
export const hitsMax = 20_000
/** From here on a total is told as "so many or more". */
export const countedMax = 10_000
/** Beginnings that are shorter would find nearly everybody. */
const beginningMin = 3
/** Above every letter, so that a range holds what begins with a text. */
const last = '\u{10FFFF}'

const firstOf = (hits: SQL, order = sql``): SQL => sql`select seq from (${hits} ${order} limit ${hitsMax})`
const either = (sets: (SQL | null)[]): SQL =>
  sql.join(
    sets.filter((set) => set !== null),
    sql` union `,
  )
const nobody = sql`select seq from ${friends} where 0`

/**
 * A list of `friends.seq` in SQL: the account's friends whom a search means, by name (LINE's or the member's, in any kana),
 * UID, member number, e-mail address or telephone number. Whoever may not see personal data finds by the UID alone, so
 * that nothing can be guessed by what is found or how much.
 */
export function friendsMeant({ account, actor }: StaffScope, q: string): SQL {
  const byUid = withUid(account.id, q)
  if (!actor.seesPersonal) return byUid ?? nobody
  const named = friendsNamed(account.id, q)
  const ofMembers = sql`select ${friends.seq} as seq from ${friends}
    where +${friends.accountId} = ${account.id} and ${friends.customerSeq} in (${membersBySelf(q)})`
  return either([byUid, named && firstOf(named, sql`order by rowid desc`), ofMembers])
}

/** The same for members, as a list of `customers.seq`; a UID finds the member whom the friend is linked to. */
export function membersMeant({ account, actor }: StaffScope, q: string): SQL {
  const byUid = withUid(account.id, q)
  const ofFriend = byUid && sql`select ${friends.customerSeq} as seq from ${friends} where ${friends.seq} in (${byUid})`
  return actor.seesPersonal ? either([ofFriend, membersBySelf(q)]) : (ofFriend ?? nobody)
}

/** By what the company knows of a member. */
function membersBySelf(q: string): SQL {
  const named = membersNamed(q)
  return either([
    named && firstOf(named, sql`order by rowid desc`),
    ...contactBeginnings(q).map(([kind, begins]) =>
      firstOf(sql`select ${customerContacts.customerSeq} as seq from ${customerContacts}
        where ${customerContacts.kind} = ${kind} and ${between(sql`${customerContacts.normalised}`, begins)}`),
    ),
    ...numberSets(q),
    // So that a search for nothing but signs is a search all the same.
    nobody,
  ])
}

function numberSets(q: string): SQL[] {
  const keys = memberKeys(q)
  if (keys.length === 0) return []
  const key = memberKey(q)
  const exact = sql`select ${customers.seq} as seq from ${customers} where ${storedKey} in ${keys}`
  if (key.length < beginningMin) return [exact]
  return [exact, firstOf(sql`select ${customers.seq} as seq from ${customers} where ${between(storedKey, key)}`)]
}

function withUid(accountId: string, q: string): SQL | null {
  if (!/^u[0-9a-f]{1,32}$/i.test(q)) return null
  const begins = `U${q.slice(1).toLowerCase()}`
  return firstOf(
    sql`select ${friends.seq} as seq from ${friends} where ${friends.accountId} = ${accountId} and ${between(sql`${friends.uid}`, begins)}`,
  )
}

const between = (column: SQL, begins: string): SQL => sql`${column} >= ${begins} and ${column} < ${begins + last}`

/** What an e-mail address or a telephone number that was typed, or its beginning, begins with as it is stored. */
function contactBeginnings(q: string): ['email' | 'phone', string][] {
  const text = narrow(q).toLowerCase()
  const found: ['email' | 'phone', string][] = []
  if (text.length >= beginningMin && /^[\w.+@'-]+$/.test(text)) found.push(['email', text])
  const phone = readPhone(q)
  const digits = text.replace(/[-()]/g, '')
  if ('e164' in phone) found.push(['phone', phone.e164])
  else if (/^0\d{3,}$/.test(digits)) found.push(['phone', `+81${digits.slice(1)}`])
  else if (/^\+\d{3,}$/.test(digits)) found.push(['phone', digits])
  return found
}
