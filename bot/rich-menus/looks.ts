import * as v from 'valibot'
import type { MenuAtLine } from '../channels/line/rich-menus.ts'

const whole = v.pipe(v.number(), v.integer(), v.minValue(0))

/** As much of LINE's own menu object as is shown; actions of kinds that are not ours are named, not understood. */
const looksSchema = v.object({
  size: v.object({ width: whole, height: whole }),
  chatBarText: v.string(),
  areas: v.array(
    v.object({
      bounds: v.object({ x: whole, y: whole, width: whole, height: whole }),
      action: v.object({
        type: v.string(),
        label: v.optional(v.string()),
        text: v.optional(v.string()),
        uri: v.optional(v.string()),
      }),
    }),
  ),
})

/** What a menu at LINE looks like; null when LINE tells it in a way that we do not know. */
export function looksOf(looks: MenuAtLine['looks']) {
  const { success, output } = v.safeParse(looksSchema, looks)
  return success ? output : null
}
