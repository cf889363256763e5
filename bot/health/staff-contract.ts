import * as v from 'valibot'

export const alertKinds = ['webhook_refused', 'id_token_reused', 'line_unreachable'] as const

export const settlementSchema = v.strictObject({
  kind: v.picklist(alertKinds),
  subject: v.pipe(v.string(), v.maxLength(200)),
})
export type Settlement = v.InferOutput<typeof settlementSchema>
