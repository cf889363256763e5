import { eq } from 'drizzle-orm'
import { forms, slotBookings, slots } from '../../db/schema/index.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { publishForm, type FormSettings } from '../../bot/forms/publish.ts'
import { morning, type World } from '../support/world.ts'
import type { Person } from '../forms/person.ts'

export const hour = 60 * 60_000
export const day = 24 * hour

/** A trial lesson to book, and a word. */
export const lesson = (waiting = false): FormDefinition => ({
  title: { ja: '体験レッスン', en: 'Trial lesson' },
  thanks: { ja: 'ご予約ありがとうございます', en: 'Thank you' },
  next: { ja: '当日お待ちしています', en: 'See you there' },
  questions: [
    {
      kind: 'slot',
      key: 'when',
      title: { ja: 'ご希望の日時', en: 'When' },
      required: true,
      ...(waiting ? { waiting } : {}),
    },
    { kind: 'short_text', key: 'word', title: { ja: 'ひとこと', en: 'A word' }, required: false },
  ],
})

/** Publishes it under `lesson`, keyword `体験`. */
export async function publishLesson(
  world: World,
  { waiting = false, ...settings }: FormSettings & { waiting?: boolean } = {},
) {
  return publishForm(world.scope, { key: 'lesson', keyword: '体験', definition: lesson(waiting), settings })
}

/** A slot of half an hour, so long after the morning on which tests begin. */
export async function addSlot(world: World, after: number, capacity: number, title: string | null = null) {
  const form = await world.db.orm.select().from(forms).where(eq(forms.key, 'lesson')).get()
  const id = world.deps.ids()
  await world.db.orm.insert(slots).values({
    ...{ id, accountId: 'main', formId: form!.id, questionKey: 'when', startsAt: morning + after },
    ...{ endsAt: morning + after + hour / 2, title: title === null ? null : { ja: title }, capacity, taken: 0 },
    ...{ state: 'open' as const, createdAt: morning, updatedAt: morning },
  })
  return id
}

/** Every slot's places, as the row says and as its bookings say. */
export async function places(world: World) {
  const [rows, bookings] = await Promise.all([
    world.db.orm.select().from(slots),
    world.db.orm.select().from(slotBookings),
  ])
  return rows.map(({ id, capacity, taken }) => {
    const of = (...states: string[]) => bookings.filter((one) => one.slotId === id && states.includes(one.state)).length
    return {
      id,
      capacity,
      taken,
      counted: of('held', 'booked'),
      booked: of('booked'),
      held: of('held'),
      waiting: of('waiting'),
    }
  })
}

/** Opens the lesson and answers the id of the draft. */
export const begins = async (person: Person) => (await person.open('lesson')).body.submission!.id

/** Books a slot, all in LIFF. */
export async function books(person: Person, slot: unknown) {
  const id = await begins(person)
  const saved = await person.save(id, 'when', slot)
  return { id, saved, sent: await person.send(id) }
}
