import { sql } from 'drizzle-orm'
import { customers, friends, slotBookings, slots, submissions } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import type { Question, Texts } from '../forms/contract.ts'
import { valueIn } from '../forms/draft.ts'
import { answersOf, definitionsOf, shownAnswer } from '../forms/submission-rows.ts'
import { languageOf } from '../friends/language.ts'
import { memberNameOf } from '../friends/list-rows.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { toldOf } from '../rules/told.ts'
import { namesFor } from '../staff/masking.ts'
import type { DayOfSlots, StaffBooking } from './staff-contract.ts'
import { slotColumns, slotForm, slotOf, unitOf } from './staff-list.ts'

/** More are not read at once; a slot of thousands is looked through in the list of responses. */
const bookingsMax = 1000
/** So much of what was answered stands beside a name: who comes, by which phone they are reached, what they want. */
const saidMax = 4
const unsaid: ReadonlySet<Question['kind']> = new Set(['slot', 'statement', 'consent', 'file', 'signature'])
const dayMs = 24 * 60 * 60_000

/** Who has a place in a slot, and who waits. */
export async function listBookings(scope: StaffScope, key: string, id: string): Promise<StaffBooking[]> {
  await slotOf(scope, key, id)
  return bookingsIn(scope, [id])
}

/** The slots of a form on a day of Japan, with who comes; those without a time belong to none. */
export async function listDay(scope: StaffScope, key: string, day: string): Promise<DayOfSlots> {
  const { id, definition } = await slotForm(scope, key)
  const begin = Date.parse(`${day}T00:00:00+09:00`)
  const rows = await scope.db.reports
    .select(slotColumns)
    .from(slots)
    .where(
      sql`${slots.formId} = ${id} and ${slots.accountId} = ${scope.account.id}
        and ${slots.startsAt} >= ${begin} and ${slots.startsAt} < ${begin + dayMs}`,
    )
    .orderBy(sql`${slots.startsAt}, ${slots.id}`)
    .limit(bookingsMax)
  const bookings = await bookingsIn(
    scope,
    rows.map((row) => row.id),
  )
  return {
    slots: rows.map((slot) => ({
      ...{ ...slot, unit: unitOf(definition, slot) },
      bookings: bookings.filter(({ slotId }) => slotId === slot.id),
    })),
    more: bookings.length >= bookingsMax,
  }
}

/** Bookings of slots with what their people answered, as the reader may see them; the first first, who waits last. */
async function bookingsIn(scope: StaffScope, slotIds: string[]): Promise<StaffBooking[]> {
  const rows = await scope.db.reports
    .select({
      id: slotBookings.id,
      slotId: slotBookings.slotId,
      submissionId: slotBookings.submissionId,
      question: slotBookings.questionKey,
      number: submissions.number,
      formId: submissions.formId,
      version: submissions.version,
      friend: {
        id: friends.id,
        uid: friends.uid,
        displayName: friends.displayName,
        pictureUrl: friends.pictureUrl,
        friendship: friends.friendship,
      },
      spoken: { language: friends.language, chosenLanguage: friends.chosenLanguage },
      memberName: memberNameOf,
      state: slotBookings.state,
      seats: slotBookings.seats,
      arrival: slotBookings.arrival,
      at: slotBookings.createdAt,
    })
    .from(slotBookings)
    .innerJoin(submissions, sql`${submissions.id} = ${slotBookings.submissionId}`)
    .innerJoin(friends, sql`${friends.seq} = ${slotBookings.friendSeq}`)
    .leftJoin(customers, sql`${customers.seq} = ${friends.customerSeq}`)
    .where(
      sql`${slotBookings.slotId} in (select value from json_each(${JSON.stringify(slotIds)})) and ${slotBookings.state} in ('held', 'booked', 'waiting')
        and ${slotBookings.accountId} = ${scope.account.id}`,
    )
    .orderBy(sql`${slotBookings.state} = 'waiting', ${slotBookings.createdAt}, ${slotBookings.id}`)
    .limit(bookingsMax)
  const [said, told] = await Promise.all([saidIn(scope, rows), toldOf(scope, rows)])
  const liff = liffUrlOf(await wholeScope(scope))
  return rows.flatMap(({ state, friend, spoken, memberName, formId: _form, version: _version, ...row }) =>
    state === 'cancelled'
      ? []
      : [
          {
            ...{ ...row, state },
            friend: {
              ...{ ...namesFor(scope, friend), language: languageOf(spoken) },
              memberName: scope.actor.seesPersonal ? memberName : null,
            },
            page: liff === null ? null : `${liff}/me/submissions/${row.submissionId}`,
            told: told.get(row.id) ?? null,
            said: said.get(row.submissionId) ?? [],
          },
        ],
  )
}

/** The first answers of submissions in words, by their ids. */
async function saidIn(
  scope: StaffScope,
  rows: { submissionId: string; formId: string; version: number; question: string }[],
): Promise<Map<string, Texts[]>> {
  const [definitions, given] = await Promise.all([
    definitionsOf(scope, rows),
    answersOf(
      scope,
      rows.map(({ submissionId }) => submissionId),
    ),
  ])
  const answers = new Map(given.map((answer) => [`${answer.submissionId} ${answer.questionKey}`, valueIn(answer)]))
  return new Map(
    rows.map(({ submissionId, formId, version, question: own }) => {
      const { questions = [] } = definitions.get(`${formId} ${version}`) ?? {}
      const slot = questions.find(({ key }) => key === own)
      const counter = slot?.kind === 'slot' ? slot.seats : undefined
      const texts = questions.flatMap((question) => {
        const value = answers.get(`${submissionId} ${question.key}`) ?? null
        // How many come stands in a column of its own.
        if (value === null || unsaid.has(question.kind) || question.key === counter) return []
        return [shownAnswer(scope, question, value)]
      })
      return [submissionId, texts.slice(0, saidMax)]
    }),
  )
}
