import * as v from 'valibot'
import { conditionSchema } from '../conditions/contract.ts'
import { textsSchema } from '../forms/contract.ts'

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(60))

/** Where the value of an attribute comes from. */
const valueSchema = v.variant('from', [
  v.strictObject({ from: v.literal('answer'), question: id }),
  v.strictObject({ from: v.literal('calculation'), key: id }),
  v.strictObject({ from: v.literal('hidden'), key: id }),
  v.strictObject({ from: v.literal('constant'), value: v.union([v.pipe(v.string(), v.maxLength(500)), v.number()]) }),
])
export type RuleValue = v.InferOutput<typeof valueSchema>

const deedSchema = v.variant('do', [
  v.strictObject({ do: v.literal('set_attribute'), attribute: id, value: valueSchema }),
  v.strictObject({ do: v.literal('add_tag'), tag: id }),
  v.strictObject({ do: v.literal('remove_tag'), tag: id }),
  /** Null: the account's default menu. `name`: what another tool called its menu when it was chosen. */
  v.strictObject({
    do: v.literal('show_menu'),
    menu: v.nullable(id),
    name: v.optional(v.pipe(v.string(), v.maxLength(300))),
  }),
  /** In the chat for nothing; `push`: also where it costs a message. */
  v.strictObject({ do: v.literal('send_message'), text: textsSchema, push: v.boolean() }),
  /** Left out: everybody who may see it, or its assignee. */
  v.strictObject({ do: v.literal('notify_staff'), staff: v.optional(v.array(id)), byMail: v.boolean() }),
  v.strictObject({ do: v.literal('call_webhook'), endpoint: id }),
])
export type RuleDeed = v.InferOutput<typeof deedSchema>

const ruleSchema = v.strictObject({
  key: id,
  /** `finished` also when it is a change of an earlier one; `cancelled`: what was sent was taken back, not a draft given up. */
  on: v.picklist(['finished', 'cancelled']),
  /** Over the answers that count: `answer.<question>`, `hidden.<key>`, `value.<calculation>`, `score.<question>`; left out: always. */
  when: v.optional(conditionSchema),
  deeds: v.pipe(v.array(deedSchema), v.minLength(1), v.maxLength(20)),
})

/** What happens by itself with an answer to a form. */
export type FormRule = v.InferOutput<typeof ruleSchema>

export const rulesMax = 50

/** As they are published. */
export const formRulesSchema = v.pipe(
  v.array(ruleSchema),
  v.maxLength(rulesMax),
  v.check((rules) => new Set(rules.map(({ key }) => key)).size === rules.length, 'Every rule needs a key of its own.'),
)
