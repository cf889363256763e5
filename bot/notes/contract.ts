import * as v from 'valibot'

/** So long a note may be. */
export const noteLengthMax = 2_000

const body = v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.minLength(1), v.maxLength(noteLengthMax))

/** A note about a person, mostly written at one of their submissions. */
export const newNoteSchema = v.strictObject({ body, submissionId: v.optional(v.pipe(v.string(), v.maxLength(64))) })
export type NewNote = v.InferOutput<typeof newNoteSchema>

/** Other words for a note, as long as it is as its author last saw it. */
export const noteEditSchema = v.strictObject({ body, updatedAt: v.pipe(v.number(), v.safeInteger()) })
export type NoteEdit = v.InferOutput<typeof noteEditSchema>
