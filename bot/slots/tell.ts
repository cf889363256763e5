import { eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { forms, formVersions, friends, slotBookings, slots, submissions } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { loadAccount } from '../accounts/load.ts'
import { lineMessages } from '../channels/line/messages.ts'
import { recordPush } from '../deliveries/record.ts'
import { sendDelivery } from '../deliveries/send.ts'
import type { Deps } from '../deps.ts'
import { inLanguage, type Texts } from '../forms/contract.ts'
import { languageOf } from '../friends/language.ts'
import { tellEndpoints } from '../integrations/tell-endpoints.ts'
import { notifyStaff } from '../notices/notify.ts'
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
  title: Texts
  /** The slot in words; null: a place of the form. */
  slot: Texts | null
  confirmation: 'none' | 'free' | 'push'
  language: Parameters<typeof languageOf>[0]
  told: (now: number) => Statement
}

/**
 * Tells those who have got a place: by a push where the form lets it cost something (nothing is free when nobody has just
 * written); else staff see a notice, so that they tell them. Each of them once, whoever runs this.
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
  const sent = one.confirmation === 'push' ? await push(scope, one) : null
  const said = sent ? [sent.statement] : notifyStaff(scope, { kind: 'waiting', subjectId: one.submissionId })
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

function push(scope: Scope, { uid, title, slot, submissionId, language }: Promoted) {
  const liff = liffUrlOf(scope)
  const link = liff === null ? null : `${liff}/me/submissions/${submissionId}`
  const text = inLanguage(promotedText(title, slot, link), languageOf(language))
  return recordPush(scope, { uid, purpose: 'slot', messages: lineMessages([{ kind: 'text', text, buttons: [] }]) })
}

const common = {
  accountId: submissions.accountId,
  formKey: forms.key,
  submissionId: submissions.id,
  uid: submissions.uid,
  confirmation: forms.confirmation,
  definition: formVersions.definition,
  language: { language: friends.language, chosenLanguage: friends.chosenLanguage },
}
const isVersion = sql`${formVersions.formId} = ${submissions.formId} and ${formVersions.version} = ${submissions.version}`

async function promotedInSlots({ db }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select({ ...common, bookingId: slotBookings.id, slot: slots })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .innerJoin(submissions, eq(submissions.id, slotBookings.submissionId))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(
      sql`${slotBookings.promotedAt} is not null and ${slotBookings.toldAt} is null and ${slotBookings.state} = 'booked'`,
    )
    .limit(toldMax)
  return rows.map(({ definition, slot, bookingId, ...row }) => ({
    ...row,
    title: definition.title,
    slot: slotText(slotValue(slot)),
    told: (now) =>
      statement(
        build
          .update(slotBookings)
          .set({ toldAt: now })
          .where(sql`${slotBookings.id} = ${bookingId} and ${slotBookings.toldAt} is null`),
      ),
  }))
}

async function promotedInForms({ db }: Deps): Promise<Promoted[]> {
  const rows = await db.orm
    .select(common)
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(formVersions, isVersion)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(sql`${submissions.promotedAt} is not null and ${submissions.promotionToldAt} is null`)
    .limit(toldMax)
  return rows.map(({ definition, ...row }) => ({
    ...row,
    title: definition.title,
    slot: null,
    told: (now) =>
      statement(
        build
          .update(submissions)
          .set({ promotionToldAt: now })
          .where(sql`${submissions.id} = ${row.submissionId} and ${submissions.promotionToldAt} is null`),
      ),
  }))
}
