import * as v from 'valibot'

/** The body of a change that needs nothing but its address: an empty JSON object. */
export const nothingSchema = v.strictObject({})
