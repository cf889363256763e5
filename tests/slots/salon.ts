import { eq } from 'drizzle-orm'
import { forms, slotBookings, slots } from '../../db/schema/index.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { publishForm, type FormSettings } from '../../bot/forms/publish.ts'
import { morning, type World } from '../support/world.ts'
import type { Person } from '../forms/person.ts'

export const hour = 60 * 60_000
export const day = 24 * hour

/** How slots are booked: by people who may wait, by as many as come, by whoever wants to. */
export type Lesson = Partial<Record<'waiting' | 'counted' | 'optional', boolean | undefined>>

/** A trial lesson to book, and a word. */
export const lesson = ({ waiting, counted, optional }: Lesson = {}): FormDefinition => ({
  title: { ja: '体験レッスン', en: 'Trial lesson' },
  thanks: { ja: 'ご予約ありがとうございます', en: 'Thank you' },
  next: { ja: '当日お待ちしています', en: 'See you there' },
  questions: [
    ...(counted ? [howMany] : []),
    {
      kind: 'slot',
      key: 'when',
      title: { ja: 'ご希望の日時', en: 'When' },
      required: !optional,
      ...(waiting ? { waiting } : {}),
      ...(counted ? { seats: 'people' } : {}),
    },
    { kind: 'short_text', key: 'word', title: { ja: 'ひとこと', en: 'A word' }, required: false },
  ],
})

const howMany: Question = {
  ...{ kind: 'number', key: 'people', title: { ja: '人数', en: 'How many' }, required: true, min: 1 },
  unit: { ja: '名', en: 'people' },
}

/** Publishes it under `lesson`, keyword `体験`. */
export async function publishLesson(
  world: World,
  { waiting, counted, optional, ...settings }: FormSettings & Lesson = {},
) {
  return publishForm(world.scope, {
    key: 'lesson',
    keyword: '体験',
    definition: lesson({ waiting, counted, optional }),
    settings,
  })
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
    const all = bookings.filter((one) => one.slotId === id)
    const of = (...states: string[]) =>
      all.filter((one) => states.includes(one.state)).reduce((sum, { seats }) => sum + seats, 0)
    const queue = all.filter(({ state }) => state === 'waiting')
    return {
      id,
      capacity,
      taken,
      counted: of('held', 'booked'),
      booked: of('booked'),
      held: of('held'),
      waiting: of('waiting'),
      /** The smallest party that waits. */
      least: queue.length === 0 ? null : Math.min(...queue.map(({ seats }) => seats)),
    }
  })
}

/** Opens the lesson and answers the id of the draft. */
export const begins = async (person: Person) => (await person.open('lesson')).body.submission!.id

/** Books a slot, all in LIFF; for so many people where the form counts them. */
export async function books(person: Person, slot: unknown, people?: number) {
  const id = await begins(person)
  if (people !== undefined) await person.save(id, 'people', people)
  const saved = await person.save(id, 'when', slot)
  return { id, saved, sent: await person.send(id) }
}
