import { Hono } from 'hono'
import { may, type StaffEnv } from '../http/staff-door.ts'
import { validated } from '../http/validated.ts'
import { addSlots } from './add.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeSlot } from './change.ts'
import { removeSlots } from './remove.ts'
import {
  bookingEndSchema,
  slotChangeSchema,
  slotPlanSchema,
  slotRangeSchema,
  slotRemovalSchema,
} from './staff-contract.ts'
import { listBookings, listSlots } from './staff-list.ts'

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
  .put('/forms/:key/slots/:id', may('editor'), validated('json', slotChangeSchema), async (c) => {
    await changeSlot(c.get('scope'), c.req.param('key'), c.req.param('id'), c.req.valid('json'))
    return c.json({}, 200)
  })
  .get('/forms/:key/slots/:id/bookings', may('viewer'), async (c) =>
    c.json({ bookings: await listBookings(c.get('scope'), c.req.param('key'), c.req.param('id')) }, 200),
  )
  .delete('/forms/:key/slots/:id/bookings/:booking', may('editor'), validated('json', bookingEndSchema), async (c) => {
    const { key, id, booking } = c.req.param()
    await cancelBooking(c.get('scope'), key, id, booking)
    return c.json({}, 200)
  })

export type SlotRoutes = typeof slotRoutes
