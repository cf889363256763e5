import { hashPassword } from 'better-auth/crypto'
import { storeContacts, type Contact } from '../../bot/customers/contacts.ts'
import { addMembers } from '../../bot/customers/find-member.ts'
import { normaliseContact } from '../../bot/customers/normalise.ts'
import type { Deps } from '../../bot/deps.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { countFinished } from '../../bot/forms/count-answers.ts'
import type { staffApi } from '../../bot/http/staff-api.ts'
import type { Grant, Role } from '../../bot/staff/contract.ts'
import { keepMissingWords } from '../../bot/forms/keep-missing-words.ts'
import { indexFriend } from '../../bot/friends/search-index.ts'
import * as schema from '../../db/schema/index.ts'
import { createWorld, morning } from '../support/world.ts'
import { auditedApi } from './audited.ts'

export const publicUrl = 'http://localhost:3000'
export const password = 'a long enough password'
export const noon = Date.UTC(2026, 10, 21, 3)

/** What the browser sends along with every change that one of our own pages makes. */
export const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin: publicUrl }

export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * The world's installation with a second account, `stranger`, the staff of `cast`, and the survey `visit` in both
 * accounts; the clock stands at noon until it is moved.
 */
export async function openWorld() {
  const world = await createWorld({ demo: false })
  const { deps } = world
  world.pass(noon - morning)
  const app = auditedApi(deps)
  await addAccount(deps, 'stranger')
  for (const id of ['main', 'stranger']) await addForm(deps, id)
  for (const [name, ...grants] of cast) await addStaff(deps, name, ...grants)
  return {
    /** The installation that it stands in: LINE in a box, the friends' API, work behind the answers. */
    whole: world,
    deps,
    file: world.file,
    app,
    move: world.pass,
    /** Signs in with the password and answers the cookie header. */
    signIn: (name: string) => signIn(app, `${name}@example.com`),
    close: world.close,
  }
}

/** A grant as tests say it: the role, by default in every account; a viewer sees personal data only when that is said. */
type GrantSaid = Role | (Partial<Grant> & Pick<Grant, 'role'>)

/**
 * Sato owns everything, Ono owns `main`, Ito edits `main`, Mori looks at everything with personal data masked, and
 * Abe owns another account alone, so that to `main` he is a stranger.
 */
const cast: [string, ...GrantSaid[]][] = [
  ['sato', 'owner'],
  ['ono', { role: 'owner', accountId: 'main' }],
  ['ito', { role: 'editor', accountId: 'main' }],
  ['mori', 'viewer'],
  ['abe', { role: 'owner', accountId: 'stranger' }],
]

/** The cookie header of a fresh session; each sign-in comes from an address of its own, so that no limit is met. */
let address = 0
export async function signIn(app: ReturnType<typeof staffApi>, email: string, given = password): Promise<string> {
  const answer = await app.request('/auth/sign-in/email', {
    method: 'POST',
    headers: { ...ownPage, 'cf-connecting-ip': `203.0.113.${++address}` },
    body: JSON.stringify({ email, password: given }),
  })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`)
  return cookieOf(answer)
}

export const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** Made once: it costs on purpose, and everybody has the same one. */
let hashed: Promise<string> | undefined

/** Somebody who works here, with the password of this file; answers their id. */
export async function addStaff({ db, ids }: Deps, name: string, ...grants: GrantSaid[]): Promise<string> {
  const id = ids()
  const times = { createdAt: new Date(noon), updatedAt: new Date(noon) }
  const email = `${name}@example.com`
  await db.orm.insert(schema.staff).values({ id, name, email, emailVerified: true, ...times })
  for (const said of grants) {
    const { role, accountId = '*', seesPersonal = role !== 'viewer' } = typeof said === 'string' ? { role: said } : said
    await db.orm.insert(schema.staffGrants).values({ staffId: id, accountId, role, seesPersonal, createdAt: 0 })
  }
  const credential = {
    id: ids(),
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: await (hashed ??= hashPassword(password)),
  }
  await db.orm.insert(schema.staffCredentials).values({ ...credential, ...times })
  return id
}

export const visit: FormDefinition = {
  title: { ja: 'ご来店アンケート', en: 'Visit survey' },
  thanks: { ja: 'ありがとうございました' },
  questions: [
    {
      kind: 'single_choice',
      key: 'companions',
      title: { ja: 'どなたと来られましたか', en: 'Who came with you?' },
      required: true,
      options: [
        { key: 'alone', label: { ja: 'ひとりで', en: 'Alone' } },
        { key: 'family', label: { ja: '家族と', en: 'Family' } },
      ],
    },
    { kind: 'rating', key: 'rating', title: { ja: 'ご満足度', en: 'Rating' }, required: true, max: 5 },
    { kind: 'long_text', key: 'comment', title: { ja: 'ひとこと', en: 'Comment' }, required: false },
  ],
}

const times = { createdAt: noon, updatedAt: noon }

const addAccount = ({ db }: Deps, id: string) =>
  db.orm.insert(schema.accounts).values({ id, name: `Account ${id}`, source: 'dashboard', ...times })

async function addForm({ db }: Deps, id: string) {
  await db.orm
    .insert(schema.forms)
    .values({ id: `form-${id}`, accountId: id, key: 'visit', state: 'open', version: 1, ...times })
  await db.orm
    .insert(schema.formVersions)
    .values({ formId: `form-${id}`, version: 1, accountId: id, definition: visit, publishedAt: noon })
}

/** A friend who followed; the UID is made from the number. */
export async function addFriend({ db, clock }: Deps, accountId: string, number: number, displayName: string) {
  const at = clock()
  const id = `friend-${accountId}-${number}`
  const uid = `U${String(number).padStart(32, '0')}`
  await db.orm.insert(schema.customers).values({ id: `customer-${accountId}-${number}`, attributes: {}, createdAt: at })
  const [customer] = await db.orm
    .select({ seq: schema.customers.seq })
    .from(schema.customers)
    .orderBy(schema.customers.seq)
  const row = { id, accountId, uid, customerSeq: customer?.seq ?? 0, friendship: 'following' as const, displayName }
  await db.orm.insert(schema.friends).values({ ...row, followedAt: at, createdAt: at, lastSeenAt: at })
  await db.write([indexFriend(accountId, uid, displayName)])
  const [friend] = (await db.orm.select().from(schema.friends)).filter((one) => one.id === id)
  const change = {
    id: `change-${id}`,
    accountId,
    friendSeq: friend?.seq ?? 0,
    kind: 'followed' as const,
    at,
    webhookEventId: `event-${id}`,
  }
  await db.orm.insert(schema.friendshipChanges).values(change)
  return { id, uid, seq: friend?.seq ?? 0 }
}

/** A member of the workspace with contacts, as an import makes one. */
export async function addMember(deps: Deps, memberId: string, contacts: Partial<Record<Contact['kind'], string>> = {}) {
  const given = Object.entries(contacts).flatMap(([kind, value]) => {
    const contact = normaliseContact(kind as Contact['kind'], value, '2026-11-21')
    return contact ? [{ memberId, contact }] : []
  })
  await deps.db.write([addMembers(deps, [{ memberId }]), ...storeContacts(deps, given, 'import')])
  const all = await deps.db.orm.select().from(schema.customers)
  return all.find((customer) => customer.memberId === memberId)?.id ?? ''
}

/** A file that a friend gave with a submission. */
export async function addUpload(
  { db, ids, clock, files }: Deps,
  accountId: string,
  { submissionId, friendSeq }: { submissionId: string; friendSeq: number },
) {
  const id = ids()
  const content = new TextEncoder().encode('%PDF-1.4 %%EOF')
  await files?.write(id, content)
  await db.orm.insert(schema.uploads).values({
    ...{ id, accountId, friendSeq, submissionId, questionKey: 'papers', contentType: 'application/pdf' as const },
    ...{ fileName: '見積.pdf', bytes: content.byteLength, createdAt: clock() },
  })
  return id
}

/** A finished submission of `visit` in the chat. */
export async function addSubmission(
  deps: Deps,
  accountId: string,
  friend: { uid: string; seq: number },
  { number, comment, companions = 'family' }: { number: number; comment?: string; companions?: string },
) {
  const { db, ids, clock } = deps
  const at = clock()
  const id = ids()
  const own = { accountId, formId: `form-${accountId}`, uid: friend.uid }
  await db.orm.insert(schema.submissions).values({
    ...{ id, ...own, version: 1, friendSeq: friend.seq, state: 'finished' as const, revision: 3, skipped: [], number },
    ...{
      beganIn: 'chat' as const,
      finishedIn: 'chat' as const,
      proof: 'webhook_signature' as const,
      review: 'new' as const,
    },
    ...{ startedAt: at - 59_999, updatedAt: at, finishedAt: at },
  })
  const answer = { submissionId: id, ...own, answeredIn: 'chat' as const, answeredAt: at }
  await db.orm
    .insert(schema.answers)
    .values([
      { ...answer, questionKey: 'companions', valueText: companions },
      { ...answer, questionKey: 'rating', valueNumber: 4 },
      ...(comment === undefined ? [] : [{ ...answer, questionKey: 'comment', valueText: comment }]),
    ])
  await db.write([countFinished(id, visit)])
  await keepMissingWords(deps)
  return id
}
