import { friends } from '../../db/schema/index.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'
import type { FormDefinition } from './contract.ts'
import { hasVariables } from './fill-texts.ts'

/** How the texts of a form call a person: by their name in LINE. Null also where no text calls anybody. */
export async function calledName(scope: Scope, uid: string, definition: FormDefinition): Promise<string | null> {
  if (!hasVariables(definition)) return null
  const friend = await scope.db.orm
    .select({ name: friends.displayName })
    .from(friends)
    .where(isFriend(scope, uid))
    .get()
  return friend?.name ?? null
}
