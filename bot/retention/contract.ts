import * as v from 'valibot'

/** What can be deleted after a while. Webhook events go after 30 days, always (`webhook/sweep.ts`). */
export const retentionKinds = ['drafts', 'submissions', 'talk_messages', 'audit_entries'] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** Nobody keeps these for less, so that a slip of the finger does not take what is still being worked on. */
export const daysMin: Record<RetentionKind, number> = {
  drafts: 7,
  submissions: 30,
  talk_messages: 30,
  audit_entries: 365,
}
export const daysMax = 3650

const days = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(daysMax)))

/**
 * Sets a rule; null keeps for ever. `deletes` is the count that the preview showed and that was typed to confirm: the rule
 * is not saved when more would go by now.
 */
export const retentionChangeSchema = v.strictObject({
  days,
  deletes: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
export type RetentionChange = v.InferOutput<typeof retentionChangeSchema>

/** The part of the address that says which rule. */
export const retentionKindSchema = v.object({ kind: v.picklist(retentionKinds) })

/** Asks what a rule would delete. */
export const retentionPreviewSchema = v.strictObject({
  days: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(daysMax)),
})
