import type { talkMessages } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

type Content = Pick<typeof talkMessages.$inferSelect, 'text' | 'detail' | 'unsentAt'>

/** A message as the reader may see it: whoever may not see personal data is left with who wrote, when, and of what kind. */
export const shownMessage = <T extends Content>({ actor }: Pick<StaffScope, 'actor'>, message: T) => ({
  ...message,
  text: actor.seesPersonal ? message.text : null,
  detail: actor.seesPersonal ? message.detail : null,
  masked: !actor.seesPersonal && message.unsentAt === null,
})
