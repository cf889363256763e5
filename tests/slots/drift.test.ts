import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SubmissionView } from '../../bot/forms/contract.ts'
import { forms, slotBookings, submissions } from '../../db/schema/index.ts'
import { comes, type Person } from '../forms/person.ts'
import { createWorld, type World } from '../support/world.ts'
import { addSlot, day, places, publishLesson } from './salon.ts'

let world: World
beforeEach(async () => void (world = await createWorld({ demo: false })))
afterEach(() => world.close())

/** The same numbers in every run. */
function dice() {
  let state = 7
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % sides
  }
}

test(
  'A56: whatever people do in whichever order, taken is what the bookings say, nothing is overbooked by people either, and nobody waits beside room for all of theirs',
  { timeout: 120_000 },
  async () => {
    await publishLesson(world, { waiting: true, counted: true, repeat: 'edit' })
    await world.db.orm.update(forms).set({ cancelUntil: 0 }).where(eq(forms.key, 'lesson'))
    const slots = [await addSlot(world, day, 1), await addSlot(world, 2 * day, 4), await addSlot(world, 3 * day, 3)]
    const people = await Promise.all(['あ', 'い', 'う', 'え', 'お', 'か'].map((name) => comes(world, name)))
    const roll = dice()
    for (let step = 0; step < 140; step++) {
      const busy = Array.from(
        { length: 1 + roll(3) },
        () => [people[roll(people.length)]!, roll(9), roll(3), 1 + roll(3)] as const,
      )
      await Promise.all(busy.map(([person, what, which, many]) => act(person, what, slots[which]!, many)))
      if (roll(6) === 0) world.pass(16 * 60_000)
      if (roll(4) === 0) await world.rest()
      for (const { id, capacity, taken, counted, held, least } of await places(world)) {
        expect([step, id, taken, taken <= capacity]).toEqual([step, id, counted, true])
        // Who holds a place keeps it from those who wait; else nobody waits while there is room for all of theirs.
        if (least !== null && held === 0) expect([step, id, capacity - taken < least]).toEqual([step, id, true])
      }
    }
    const bookings = await world.db.orm.select().from(slotBookings)
    const states = new Map((await world.db.orm.select().from(submissions)).map(({ id, state }) => [id, state]))
    for (const { submissionId, state } of bookings)
      if (state === 'booked' || state === 'waiting') expect(states.get(submissionId)).toBe('finished')
  },
)

async function act(person: Person, what: number, slot: string, many: number): Promise<void> {
  const { submission, earlier } = (await person.open('lesson')).body
  const done = submission
    ? await fillIn(person, submission, { what, slot, many })
    : await undo(person, what, earlier!.id)
  expect(done.status).toBeLessThan(500)
}

const undo = (person: Person, what: number, id: string) =>
  what < 3 ? person.call('DELETE', `/me/submissions/${id}`) : person.change('lesson')

async function fillIn(
  person: Person,
  { id, answers }: SubmissionView,
  { what, slot, many }: { what: number; slot: string; many: number },
): Promise<{ status: number }> {
  if (!('people' in answers) || what > 6) return person.save(id, 'people', many)
  if (what < 3) return person.save(id, 'when', slot)
  if (what === 3) return person.save(id, 'when', { slot, waiting: 'yes' })
  return what === 4 ? person.keep('lesson') : person.send(id)
}
