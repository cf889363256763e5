import * as v from 'valibot'

export const alertKinds = [
  'webhook_refused',
  'id_token_reused',
  'line_unreachable',
  'link_guessing',
  'api_refused',
  'endpoint_disabled',
] as const

export const settlementSchema = v.strictObject({
  kind: v.picklist(alertKinds),
  subject: v.pipe(v.string(), v.maxLength(200)),
})
export type Settlement = v.InferOutput<typeof settlementSchema>

/** What is settled in one go on the health page. */
const sections = ['alerts', 'events', 'deliveries', 'mails', 'jobs', 'rules'] as const
export type Section = (typeof sections)[number]
export const settleAllSchema = v.strictObject({
  section: v.picklist(sections),
  /** `checkedAt` of the page that was looked at; milliseconds UTC. */
  until: v.pipe(v.number(), v.integer()),
})
