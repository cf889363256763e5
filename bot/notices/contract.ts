import * as v from 'valibot'

/** `until`: the newest notice on the screen; what came after it nobody has seen. */
export const seenSchema = v.strictObject({ until: v.pipe(v.number(), v.integer(), v.minValue(0)) })
export type Seen = v.InferOutput<typeof seenSchema>
