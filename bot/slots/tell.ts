import { eq, sql, type SQLWrapper } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { forms, formVersions, friends, slotBookings, slots, submissions } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { loadAccount } from '../accounts/load.ts'
import { lineMessages } from '../channels/line/messages.ts'
import { sendDelivery } from '../deliveries/send.ts'
import type { Deps } from '../deps.ts'
import { inLanguage, type FormDefinition, type Texts } from '../forms/contract.ts'
import { submissionText } from '../forms/submission-text.ts'
import { tellEndpoints } from '../integrations/tell-endpoints.ts'
import { notifyStaff } from '../notices/notify.ts'
import { isNight } from '../rules/night.ts'
import { personOf } from '../rules/person.ts'
import { reachPerson } from '../rules/reach.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { partyOf, type Party } from './party.ts'
import { slotText } from './slot-text.ts'
import { promotedText } from './promoted-text.ts'
import { slotValue } from './value.ts'

const toldMax = 50

/** Somebody who has got the place that they waited for, and does not know it yet. */
interface Promoted {
  accountId: string
  formKey: string
  submissionId: string
  uid: string
  definition: FormDefinition
  /** By which texts call them. */
  name: string | null
  /** The slot in words; null: a place of the form. */
  slot: Texts | null
  /** When the slot begins; null: it has no time. */
  startsAt: number | null
  /** With how many they come, and what those are counted in; null: a place is a place. */
  party: Party | null
  confirmation: 'none' | 'free' | 'push'
  promotedAt: number
  told: (now: number) => Statement
}

/**
 * Tells those who have got a place: by a push where the form lets it cost something (nothing is free when nobody has just
 * written), never at night but in the morning after it; else staff see a notice, so that they tell them, as they do when
 * nothing reaches that person or it would come too late. Each of them once, whoever runs this.
 * Other systems that want to hear of changes sleep at no time: they are told at once.
 */
export async function tellPromoted(deps: Deps): Promise<void> {
  for (const one of [...(await promotedInSlots(deps)), ...(await promotedInForms(deps))]) {
    const account = await loadAccount(deps, one.accountId)
    if (!account) continue
    const scope = scopeOf(deps, account, { kind: 'system' })
    await passOn(scope, one)
    // At night nobody is woken; what staff are told of is there for them at any hour.
    if (one.confirmation !== 'push' || !isNight(deps.clock())) await tell(scope, one)
  }
}

/** Whoever was called about the submission since then has heard of it. */
async function passOn(scope: Scope, { submissionId: id, formKey, promotedAt }: Promoted): Promise<void> {
  const calls = tellEndpoints(scope, 'submission.changed', { id, formKey })
  if (calls.length === 0) return
  const isPassedOn = sql`exists (select 1 from webhook_calls c where c.submission_id = ${id} and c.event = 'submission.changed'
    and c.created_at >= ${promotedAt})`
  const known = await scope.db.orm
    .select({ is: sql<number>`${isPassedOn}` })
    .from(sql`(select 1)`)
    .get()
  if (known?.is === 1) return
  await unlessDone(scope.db.write([guard(sql`not ${isPassedOn}`), ...calls]))
}

/** @returns whether it was written: another process may have been faster */
async function unlessDone(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing
    return true
  } catch (error) {
    if (isGuardFailure(error)) return false
    throw error
  }
}

async function tell(scope: Scope, one: Promoted): Promise<void> {
  const sent = one.confirmation === 'push' ? await send(scope, one) : null
  const said = sent ? sent.statements : notifyStaff(scope, { kind: 'waiting', subjectId: one.submissionId })
  const isTold = await unlessDone(scope.db.write([must(one.told(scope.clock())), ...said]))
  if (sent && isTold) scope.background(sendDelivery(scope, sent.delivery))
}

/** Null: nothing reaches them. */
async function send(scope: Scope, { uid, definition, name, slot, party, startsAt, submissionId: id }: Promoted) {
  const person = await personOf(scope, uid)
  if (!person || (startsAt !== null && startsAt <= scope.clock())) return null
  const reached = await reachPerson(scope, person, { push: true })
  if ('not' in reached) return null
  const liff = liffUrlOf(scope)
  const link = liff === null ? null : `${liff}/me/submissions/${id}`
  const title = await submissionText(scope, { definition, texts: definition.title, id, name })
  const text = inLanguage(promotedText(title, { slot, party, link }), person.language)
  return reached.send({ purpose: 'slot', messages: lineMessages([{ kind: 'text', text, buttons: [] }]) })
}

const common = {
  accountId: submissions.accountId,
  formKey: forms.key,
  submissionId: submissions.id,
  uid: submissions.uid,
  confirmation: forms.confirmation,
  definition: formVersions.definition,
  name: friends.displayName,
}
const isVersion = sql`${formVersions.formId} = ${submissions.formId} and ${formVersions.version} = ${submissions.version}`

/** At night only what is new is read: other systems hear of it, and its people wait for the morning. */
const newMs = 10 * 60_000
const isWanted = (promotedAt: SQLWrapper, now: number) =>
  isNight(now) ? sql`(${forms.confirmation} <> 'push' or ${promotedAt} > ${now - newMs})` : sql`true`

async function promotedInSlots({ db, clock }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select({ ...common, promotedAt: slotBookings.promotedAt, booking: slotBookings, slot: slots })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .innerJoin(submissions, eq(submissions.id, slotBookings.submissionId))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(
      sql`${slotBookings.promotedAt} is not null and ${slotBookings.toldAt} is null and ${slotBookings.state} = 'booked'
        and ${isWanted(slotBookings.promotedAt, clock())}`,
    )
    .limit(toldMax)
  return rows.map(({ slot, booking, promotedAt, ...row }) => ({
    ...{ ...row, promotedAt: promotedAt ?? 0, party: partyIn(row.definition, booking) },
    slot: slotText(slotValue(slot)),
    startsAt: slot.startsAt,
    told: (now) =>
      statement(
        build
          .update(slotBookings)
          .set({ toldAt: now })
          .where(sql`${slotBookings.id} = ${booking.id} and ${slotBookings.toldAt} is null`),
      ),
  }))
}

function partyIn(
  definition: FormDefinition,
  { questionKey, seats }: { questionKey: string; seats: number },
): Party | null {
  const question = definition.questions.find(({ key }) => key === questionKey)
  const { unit } = question?.kind === 'slot' ? partyOf(definition, question, {}) : { unit: null }
  return unit === null ? null : { seats, unit }
}

async function promotedInForms({ db, clock }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select({ ...common, promotedAt: submissions.promotedAt })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(
      sql`${submissions.promotedAt} is not null and ${submissions.promotionToldAt} is null and ${submissions.state} = 'finished'
        and ${isWanted(submissions.promotedAt, clock())}`,
    )
    .limit(toldMax)
  return rows.map(({ promotedAt, ...row }) => ({
    ...{ ...row, promotedAt: promotedAt ?? 0, party: null },
    slot: null,
    startsAt: null,
    told: (now) =>
      statement(
        build
          .update(submissions)
          .set({ promotionToldAt: now })
          .where(sql`${submissions.id} = ${row.submissionId} and ${submissions.promotionToldAt} is null`),
      ),
  }))
}
