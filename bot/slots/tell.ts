import { eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
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
  confirmation: 'none' | 'free' | 'push'
  told: (now: number) => Statement
}

/**
 * Tells those who have got a place: by a push where the form lets it cost something (nothing is free when nobody has just
 * written), never at night but in the morning after it; else staff see a notice, so that they tell them, as they do when
 * nothing reaches that person or it would come too late. Each of them once, whoever runs this.
 * Other systems that want to hear of changes are told as well.
 */
export async function tellPromoted(deps: Deps): Promise<void> {
  for (const one of [...(await promotedInSlots(deps)), ...(await promotedInForms(deps))]) {
    const account = await loadAccount(deps, one.accountId)
    if (account) await tell(scopeOf(deps, account, { kind: 'system' }), one)
  }
}

async function tell(scope: Scope, one: Promoted): Promise<void> {
  const { submissionId: id, formKey } = one
  const sent = one.confirmation === 'push' ? await send(scope, one) : null
  const said = sent ? sent.statements : notifyStaff(scope, { kind: 'waiting', subjectId: one.submissionId })
  try {
    await scope.db.write([
      must(one.told(scope.clock())),
      ...said,
      ...tellEndpoints(scope, 'submission.changed', { id, formKey }),
    ])
  } catch (error) {
    // Another process has told them.
    if (isGuardFailure(error)) return
    throw error
  }
  if (sent) scope.background(sendDelivery(scope, sent.delivery))
}

/** Null: nothing reaches them. */
async function send(scope: Scope, { uid, definition, name, slot, startsAt, submissionId: id }: Promoted) {
  const person = await personOf(scope, uid)
  if (!person || (startsAt !== null && startsAt <= scope.clock())) return null
  const reached = await reachPerson(scope, person, { push: true })
  if ('not' in reached) return null
  const liff = liffUrlOf(scope)
  const link = liff === null ? null : `${liff}/me/submissions/${id}`
  const title = await submissionText(scope, { definition, texts: definition.title, id, name })
  const text = inLanguage(promotedText(title, slot, link), person.language)
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

/** At night nobody is woken; what staff are told of is there for them at any hour. */
const isTime = (now: number) => (isNight(now) ? sql`${forms.confirmation} <> 'push'` : sql`true`)

async function promotedInSlots({ db, clock }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select({ ...common, bookingId: slotBookings.id, slot: slots })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .innerJoin(submissions, eq(submissions.id, slotBookings.submissionId))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(
      sql`${slotBookings.promotedAt} is not null and ${slotBookings.toldAt} is null and ${slotBookings.state} = 'booked'
        and ${isTime(clock())}`,
    )
    .limit(toldMax)
  return rows.map(({ slot, bookingId, ...row }) => ({
    ...row,
    slot: slotText(slotValue(slot)),
    startsAt: slot.startsAt,
    told: (now) =>
      statement(
        build
          .update(slotBookings)
          .set({ toldAt: now })
          .where(sql`${slotBookings.id} = ${bookingId} and ${slotBookings.toldAt} is null`),
      ),
  }))
}

async function promotedInForms({ db, clock }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select(common)
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(
      sql`${submissions.promotedAt} is not null and ${submissions.promotionToldAt} is null and ${submissions.state} = 'finished'
        and ${isTime(clock())}`,
    )
    .limit(toldMax)
  return rows.map((row) => ({
    ...row,
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
