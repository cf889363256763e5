import { build, statement, type Statement } from '../../db/database.ts'
import { customers } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

/**
 * The row of a new member. Undone, as a guard failure, when there is a member of this number already.
 * @param memberId the company's own key, as the company writes it
 */
export const addMember = (scope: Deps, { memberId }: { memberId: string }): Statement =>
  statement(build.insert(customers).values({ id: scope.ids(), memberId, attributes: {}, createdAt: scope.clock() }))
