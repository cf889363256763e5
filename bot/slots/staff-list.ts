import { and, eq, sql } from 'drizzle-orm'
import { formVersions, forms, slots } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { FormDefinition } from '../forms/contract.ts'
import { titleFor } from '../forms/fill-texts.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { partyOf } from './party.ts'
import type { StaffSlots } from './staff-contract.ts'

const listedMax = 1000
const dayMs = 24 * 60 * 60_000

/** A form of the account with the questions of its current version that have slots. @throws not_found */
export async function slotForm({ db, account }: StaffScope, key: string) {
  const form = await db.orm
    .select({ id: forms.id, key: forms.key, definition: formVersions.definition, rules: forms.rules })
    .from(forms)
    .innerJoin(formVersions, and(eq(formVersions.formId, forms.id), eq(formVersions.version, forms.version)))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
    .get()
  if (!form) throw notFound('The form')
  return form
}

/** A slot as staff see it. */
export const slotColumns = {
  id: slots.id,
  question: slots.questionKey,
  startsAt: slots.startsAt,
  endsAt: slots.endsAt,
  title: slots.title,
  capacity: slots.capacity,
  taken: slots.taken,
  waiting: sql<number>`(select count(*) from slot_bookings b where b.slot_id = slots.id and b.state = 'waiting')`,
  state: slots.state,
}

/** What the places of a slot are counted in. */
export function unitOf(definition: FormDefinition, { question: key }: { question: string }): string | null {
  const question = definition.questions.find((one) => one.key === key)
  return question?.kind === 'slot' ? partyOf(definition, question, {}).unit : null
}

/** The slots of a form that begin in a range (from yesterday on when it is left out), and those without a time. */
export async function listSlots(
  scope: StaffScope,
  key: string,
  { from, to }: { from: number | null; to: number | null },
): Promise<StaffSlots> {
  const { id, definition, rules } = await slotForm(scope, key)
  const begin = from ?? scope.clock() - dayMs
  const rows = await scope.db.reports
    .select(slotColumns)
    .from(slots)
    .where(
      sql`${slots.formId} = ${id} and ${slots.accountId} = ${scope.account.id}
        and (${slots.startsAt} is null or (${slots.startsAt} >= ${begin} and ${slots.startsAt} < ${to ?? 9e15}))`,
    )
    .orderBy(sql`${slots.startsAt} is null desc, ${slots.startsAt}, ${slots.id}`)
    .limit(listedMax + 1)
  return {
    form: {
      key,
      title: titleFor(definition, { answers: {}, name: null }),
      tellsCancelled: rules.some(
        ({ on, deeds }) => on === 'cancelled' && deeds.some((deed) => deed.do === 'send_message'),
      ),
    },
    questions: definition.questions.flatMap((one) =>
      one.kind === 'slot' ? [{ key: one.key, title: one.title, waiting: one.waiting === true }] : [],
    ),
    slots: rows.slice(0, listedMax).map((row) => ({ ...row, unit: unitOf(definition, row) })),
    more: rows.length > listedMax,
  }
}

/** A slot of this form; anybody else's does not exist. @throws not_found */
export async function slotOf(scope: StaffScope, key: string, id: string) {
  const form = await slotForm(scope, key)
  const slot = await scope.db.orm
    .select()
    .from(slots)
    .where(and(eq(slots.id, id), eq(slots.formId, form.id), eq(slots.accountId, scope.account.id)))
    .get()
  if (!slot) throw notFound('The slot')
  return slot
}
