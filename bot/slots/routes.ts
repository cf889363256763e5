import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { addSlots } from './add.ts'
import { cancelBooking } from './cancel-booking.ts'
import { cancelSlots } from './cancel-slots.ts'
import { changeStates } from './change-states.ts'
import { changeSlot } from './change.ts'
import { moveBooking } from './move-booking.ts'
import { noteArrival } from './note-arrival.ts'
import { removeSlots } from './remove.ts'
import {
  arrivalSchema,
  bookingEndSchema,
  bookingMoveSchema,
  slotChangeSchema,
  slotDaySchema,
  slotPlanSchema,
  slotRangeSchema,
  slotRemovalSchema,
  slotStatesSchema,
  slotsEndSchema,
} from './staff-contract.ts'
import { listBookings, listDay } from './staff-bookings.ts'
import { listSlots } from './staff-list.ts'

const timeIn = (text: string | undefined) => (text === undefined ? null : Number(text))

/** The slots of a form, for staff: what there is, who has a place, and changes to it. */
export const slotRoutes = new Hono<StaffEnv>()
  .get('/forms/:key/slots', may('viewer'), validated('query', slotRangeSchema), async (c) => {
    const { from, to } = c.req.valid('query')
    return c.json(await listSlots(c.get('scope'), c.req.param('key'), { from: timeIn(from), to: timeIn(to) }), 200)
  })
  .post('/forms/:key/slots', may('editor'), validated('json', slotPlanSchema), async (c) =>
    c.json({ ids: await addSlots(c.get('scope'), c.req.param('key'), c.req.valid('json')) }, 200),
  )
  .post('/forms/:key/slots/removal', may('editor'), validated('json', slotRemovalSchema), async (c) => {
    await removeSlots(c.get('scope'), c.req.param('key'), c.req.valid('json').ids)
    return c.json({}, 200)
  })
  .put('/forms/:key/slots/states', may('editor'), validated('json', slotStatesSchema), async (c) => {
    await changeStates(c.get('scope'), c.req.param('key'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .get('/forms/:key/bookings', may('viewer'), validated('query', slotDaySchema), async (c) =>
    c.json(await listDay(c.get('scope'), c.req.param('key'), c.req.valid('query').day), 200),
  )
  .put('/forms/:key/slots/:id', may('editor'), validated('json', slotChangeSchema), async (c) => {
    await changeSlot(c.get('scope'), c.req.param('key'), c.req.param('id'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .get('/forms/:key/slots/:id/bookings', may('viewer'), async (c) =>
    c.json({ bookings: await listBookings(c.get('scope'), c.req.param('key'), c.req.param('id')) }, 200),
  )
  .put(
    '/forms/:key/slots/:id/bookings/:booking/slot',
    may('editor'),
    validated('json', bookingMoveSchema),
    async (c) => {
      const { key, id, booking } = c.req.param()
      await moveBooking(c.get('scope'), key, { slotId: id, bookingId: booking, ...c.req.valid('json') })
      return c.json({}, 200)
    },
  )
  .put(
    '/forms/:key/slots/:id/bookings/:booking/arrival',
    may('editor'),
    validated('json', arrivalSchema),
    async (c) => {
      const { key, id, booking } = c.req.param()
      await noteArrival(c.get('scope'), key, { slotId: id, bookingId: booking, ...c.req.valid('json') })
      return c.json({}, 200)
    },
  )
  .delete('/forms/:key/slots/:id/bookings/:booking', may('editor'), validated('json', bookingEndSchema), async (c) => {
    const { key, id, booking } = c.req.param()
    await cancelBooking(c.get('scope'), key, { slotId: id, bookingId: booking, ...c.req.valid('json') })
    return c.json({}, 200)
  })
  .post('/forms/:key/slots/cancellation', may('editor'), validated('json', slotsEndSchema), async (c) =>
    c.json(await cancelSlots(c.get('scope'), c.req.param('key'), c.req.valid('json')), 200),
  )

export type SlotRoutes = typeof slotRoutes
