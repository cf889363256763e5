import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { customers, friends, identityLinks } from '../../db/schema/index.ts'
import { recordConsent } from '../consents/record.ts'
import { addMember } from '../customers/add-member.ts'
import { contactStatements } from '../customers/contacts.ts'
import { storedKey } from '../customers/find-member.ts'
import { isFriend } from '../friends/is-friend.ts'
import { memberKey } from '../identity-links/key.ts'
import { linkStatements } from '../identity-links/link.ts'
import type { Scope } from '../scope.ts'
import { proofOf } from './begin.ts'
import { contactsIn } from './contacts-in.ts'
import type { Answers, FormDefinition, Language, Mouth } from './contract.ts'
import type { Draft } from './draft.ts'
import { registrationText } from './registration-words.ts'

type Registration = NonNullable<FormDefinition['registration']>

const candidates = 8
const memberDigits = 6

/** The number of the member that a friend is tied to; null when there is no tie. */
async function memberIdOf(scope: Scope, uid: string): Promise<string | null> {
  const row = await scope.db.orm
    .select({ memberId: customers.memberId })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(isFriend(scope, uid))
    .get()
  return row?.memberId ?? null
}

/** The number of the member that a friend has become by a form; null when there is none, or the tie has ended. */
export async function registeredAs(scope: Scope, uid: string): Promise<string | null> {
  const row = await scope.db.orm
    .select({ memberId: identityLinks.memberId })
    .from(identityLinks)
    .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .where(and(isFriend(scope, uid), isNull(identityLinks.endedAt), eq(identityLinks.method, 'registration')))
    .get()
  return row?.memberId ?? null
}

/**
 * What a registration form is to a person: it `registers` them; they are a member and it is welcome all the same
 * (`answers`); or they are `refused`. A form that registers nobody, or a change of what was sent, only `answers`.
 */
export async function standingOf(
  scope: Scope,
  { definition, uid, replaces }: { definition: FormDefinition; uid: string; replaces?: Draft['replaces'] | undefined },
): Promise<'registers' | 'answers' | 'refused'> {
  const { registration } = definition
  if (!registration || replaces) return 'answers'
  if ((await memberIdOf(scope, uid)) === null) return 'registers'
  return registration.membersWelcome ? 'answers' : 'refused'
}

/** The member that finishing a draft writes: a new one, or the one that its person has become by this form before. */
export interface Registered {
  memberId: string
  isNew: boolean
}

/**
 * Whom finishing a draft registers: null when its form registers nobody, or is welcome from a member; `already_linked` when its person is a member
 * already and must not become a second one.
 */
export async function memberToBe(scope: Scope, draft: Draft): Promise<Registered | 'already_linked' | null> {
  const { registration } = draft.definition
  if (!registration) return null
  if (draft.replaces !== null) {
    const memberId = await registeredAs(scope, draft.uid)
    return memberId === null ? null : { memberId, isNew: false }
  }
  const standing = await standingOf(scope, draft)
  if (standing === 'answers') return null
  if (standing === 'refused') return 'already_linked'
  return { memberId: await drawMemberId(scope, registration), isNew: true }
}

/**
 * A member number that nobody has at this moment: the prefix and six digits, drawn, so that it tells neither how many
 * members there are nor the next one's. A number that only its way of writing tells from another would be nobody's,
 * because neither could be found. The unique key on members decides races; the caller draws again.
 */
async function drawMemberId(scope: Scope, { memberIdPrefix }: Registration): Promise<string> {
  const drawn = Array.from({ length: candidates }, () => memberIdPrefix + digits(scope.random(4)))
  const taken = await scope.db.orm
    .select({ key: sql<string>`${storedKey}` })
    .from(customers)
    .where(inArray(storedKey, drawn.map(memberKey)))
  const free = drawn.find((one) => taken.every(({ key }) => key !== memberKey(one)))
  if (free === undefined) throw new Error(`The member numbers with ${memberIdPrefix} are nearly used up`)
  return free
}

function digits(bytes: Uint8Array<ArrayBuffer>): string {
  const number = new DataView(bytes.buffer).getUint32(0) % 10 ** memberDigits
  return String(number).padStart(memberDigits, '0')
}

/**
 * Makes the person of a registration form a member: the member with the form's contacts, the consent to the tie, and
 * the tie itself. It always makes a new member: an address or a number that somebody typed proves nothing, so nobody
 * is merged with a member who has the same. Undone when the friend is tied, or the number taken, by then.
 * Who changes what was sent before stays the same member, with the contacts as they are now.
 */
export function registerStatements(
  scope: Scope,
  draft: Draft,
  { memberId, isNew }: Registered,
  { answers, language, mouth }: { answers: Answers; language: Language; mouth: Mouth },
): Statement[] {
  const { uid, definition } = draft
  const contacts = contactsIn(definition, answers, draft)
  const kept = contactStatements(scope, { memberId, contacts, source: 'registration' })
  if (!isNew) return kept
  const version = definition.registration?.consentVersion ?? ''
  const text = registrationText(scope.account.name, scope.account.memberLogin, language)
  return [
    addMember(scope, { memberId }),
    ...kept,
    recordConsent(scope, { uid, purpose: 'link', act: 'given', version, text, language, mouth }),
    ...linkStatements(scope, { uid, memberId, method: 'registration', proof: proofOf[mouth] }),
  ]
}
