import { and, eq } from 'drizzle-orm'
import { isGuardFailure } from '../../db/guard.ts'
import { friends } from '../../db/schema/index.ts'
import { contactsOf } from '../customers/contacts.ts'
import { isSecretOf } from '../customers/credentials.ts'
import { findMember, type Member } from '../customers/find-member.ts'
import { normaliseContact } from '../customers/normalise.ts'
import { tidyPin } from '../customers/secret.ts'
import { MusubiError } from '../errors.ts'
import { todayInJapan } from '../forms/check.ts'
import { languageOf } from '../friends/language.ts'
import { mailIsPossible } from '../mail/possible.ts'
import type { Scope } from '../scope.ts'
import { sha256Hex } from '../seal.ts'
import {
  changeAttempt,
  codeMs,
  keptCode,
  keptIn,
  memberLoginOf,
  ownAttempt,
  refuse,
  viewOf,
  type Attempt,
} from './attempt.ts'
import { codeMail } from './code-mail.ts'
import type { Claim, LinkView, MemberLogin } from './contract.ts'
import { countedKey } from './key.ts'
import { claimProven, countClaim } from './limits.ts'

const codeDigits = 6
/** A person who taps twice gets one mail. */
const mailGapMs = 30_000

interface Step {
  id: string
  uid: string
  /** Where the request comes from. */
  address: string
}

/**
 * Says which member a person is and proves it, or has a code sent. A number that does not exist and a proof that does
 * not fit get the same answer for the same work.
 * @throws invalid with a `LinkRefusal`, limit_reached, not_found, unavailable when a code cannot be mailed
 */
export async function claimMember(scope: Scope, { id, uid, address, ...claim }: Step & Claim): Promise<LinkView> {
  const login = memberLoginOf(scope)
  const attempt = await openStep(scope, { id, uid })
  const today = todayInJapan(scope.clock())
  const member = await findMember(scope, login.key, claim.key, today)
  const claimed = { uid, key: await keyHashOf(login, claim.key, today), customerSeq: member?.seq ?? null }
  const sendsCode = login.proof === 'email_code'
  if (sendsCode) requireMail(scope)
  if (sendsCode && wasJustSent(scope, attempt) && keptIn(attempt).key === claimed.key) return viewOf(scope, attempt)
  await countClaim(scope, claimed, address)
  if (sendsCode) return sendCode(scope, attempt, member, claimed.key)
  const proven = await isProven(scope, login, member, claim, today)
  const now = scope.clock()
  const outcome =
    member && proven
      ? { state: 'proven' as const, customerSeq: member.seq, provenAt: now }
      : { state: 'opened' as const, customerSeq: null, provenAt: null }
  const next = { ...outcome, method: login.proof, claimedAt: attempt.claimedAt ?? now }
  await changed(scope, attempt, next, member && proven ? [await claimProven(scope, claimed, address)] : [])
  if (!proven) throw refuse('not_matched')
  return viewOf(scope, { ...attempt, ...next })
}

/** Sends a new code for the member who was claimed; asked again within half a minute, nothing is sent. */
export async function sendCodeAgain(scope: Scope, { id, uid, address }: Step): Promise<LinkView> {
  memberLoginOf(scope)
  const attempt = await openStep(scope, { id, uid })
  if (attempt.state !== 'code_sent' || attempt.codeExpiresAt === null) throw refuse('expired')
  requireMail(scope)
  if (wasJustSent(scope, attempt)) return viewOf(scope, attempt)
  const { customerSeq } = attempt
  const { key } = keptIn(attempt)
  await countClaim(scope, { uid, key, customerSeq }, address)
  return sendCode(scope, attempt, customerSeq === null ? null : { seq: customerSeq }, key)
}

/** Asked before anything is counted: what cannot be sent is nobody's guess. */
function requireMail(scope: Scope): void {
  if (!mailIsPossible(scope)) throw new MusubiError('unavailable', 'Mail cannot be sent')
}

const wasJustSent = ({ clock }: Scope, { state, codeExpiresAt }: Attempt) =>
  state === 'code_sent' && codeExpiresAt !== null && clock() - (codeExpiresAt - codeMs) < mailGapMs

/** The hash of what a member is looked for by: however a key is written, it is counted as one. */
function keyHashOf({ key }: MemberLogin, typed: string, today: string): Promise<string> {
  const contact = key === 'member_id' ? null : normaliseContact(key, typed, today)
  return sha256Hex(`${key} ${contact?.normalised ?? countedKey(typed)}`)
}

/** The attempt, when a member can still be claimed in it. */
async function openStep(scope: Scope, which: { id: string; uid: string }): Promise<Attempt> {
  const attempt = await ownAttempt(scope, which)
  if (attempt.state === 'linked') throw refuse('already_linked')
  if (attempt.state === 'conflict') throw refuse('expired')
  return attempt
}

async function isProven(scope: Scope, login: MemberLogin, member: Member | null, claim: Claim, today: string) {
  if (login.proof === 'birthday_phone') return knowsContacts(scope, member, claim, today)
  // A PIN is digits, in whatever width a keyboard gives them; a password is exactly what was typed.
  const typed = claim.secret ?? ''
  const secret = login.proof === 'pin' ? tidyPin(typed) : typed
  return (await isSecretOf(scope, member?.seq ?? null, secret)) && secret !== ''
}

async function knowsContacts(scope: Scope, member: Member | null, claim: Claim, today: string): Promise<boolean> {
  const contacts = await contactsOf(scope, member?.seq ?? -1)
  return (['birthday', 'phone'] as const).every((kind) => {
    const said = normaliseContact(kind, claim[kind] ?? '', today)
    const known = contacts.find((contact) => contact.kind === kind && contact.source !== 'registration')
    return said !== null && known?.normalised === said.normalised
  })
}

/** Makes a code, and the mail with it; where there is nobody to write to, the same is done and nothing is sent. */
async function sendCode(
  scope: Scope,
  attempt: Attempt,
  member: Pick<Member, 'seq'> | null,
  key: string,
): Promise<LinkView> {
  const now = scope.clock()
  const code = newCode(scope)
  const expiresAt = now + codeMs
  const [contacts, friend] = await Promise.all([contactsOf(scope, member?.seq ?? -1), friendOf(scope, attempt)])
  const to = contacts.find(({ kind, source }) => kind === 'email' && source !== 'registration')?.normalised
  const language = languageOf(friend ?? null)
  const mail = await codeMail(scope, { to: to ?? 'nobody@example.jp', code, language, deadlineAt: expiresAt })
  const next: Partial<Attempt> = {
    state: 'code_sent',
    customerSeq: member && to ? member.seq : null,
    method: 'email_code',
    codeHash: keptCode(await sha256Hex(`${attempt.id} ${code}`), key),
    codeExpiresAt: expiresAt,
    claimedAt: attempt.claimedAt ?? now,
    provenAt: null,
  }
  await changed(scope, attempt, next, member && to ? [mail.statement] : [])
  scope.kick()
  return viewOf(scope, { ...attempt, ...next })
}

const friendOf = ({ db, account }: Scope, { friendSeq }: Attempt) =>
  db.orm
    .select({ language: friends.language, chosenLanguage: friends.chosenLanguage })
    .from(friends)
    .where(and(eq(friends.accountId, account.id), eq(friends.seq, friendSeq)))
    .get()

/** Six digits, each as likely as any other: what would make some likelier is thrown again. */
function newCode({ random }: Scope): string {
  const limit = 10 ** codeDigits
  const fair = Math.floor(2 ** 32 / limit) * limit
  for (;;) {
    const drawn = new DataView(random(4).buffer).getUint32(0)
    if (drawn < fair) return String(drawn % limit).padStart(codeDigits, '0')
  }
}

/** @throws invalid `expired` when another tab went on with the attempt meanwhile: the page asks where it stands */
async function changed(
  scope: Scope,
  attempt: Attempt,
  next: Partial<Attempt>,
  also: Parameters<Scope['db']['write']>[0] = [],
): Promise<void> {
  try {
    await scope.db.write([changeAttempt(attempt, next), ...also])
  } catch (error) {
    throw isGuardFailure(error) ? refuse('expired') : error
  }
}
