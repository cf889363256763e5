import { and, asc, eq } from 'drizzle-orm'
import { staff, staffGrants } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { createSignInLink } from '../staff/sign-in-link.ts'
import type { FirstOwner } from '../staff/first-owner.ts'

/** Prints the links that a newcomer needs, and the owner's password while it is new. */
export async function greet(
  deps: Deps,
  { owner, simulatorOn }: { owner: FirstOwner | null; simulatorOn: boolean },
): Promise<void> {
  const { PUBLIC_URL } = deps.settings
  const first = await deps.db.orm
    .select({ email: staff.email })
    .from(staff)
    .innerJoin(staffGrants, eq(staffGrants.staffId, staff.id))
    .where(and(eq(staffGrants.role, 'owner'), eq(staffGrants.accountId, '*')))
    .orderBy(asc(staff.createdAt))
    .limit(1)
    .get()
  const lines = ['', '  Musubi 結び']
  if (simulatorOn) lines.push(`  スマホ / phone       ${PUBLIC_URL}/simulator/`)
  if (first)
    lines.push(
      `  管理画面 / dashboard  ${await createSignInLink(deps, first.email)}`,
      '                        (1時間以内に1回だけ使えます / works once, within an hour)',
    )
  if (owner?.password) lines.push(`  サインイン / sign-in  ${owner.email}  ${owner.password}`)
  else if (first) lines.push(`  サインイン / sign-in  ${first.email}`)
  lines.push(`  API                  ${PUBLIC_URL}/v1/docs`)
  if (!simulatorOn) lines.push(`  Webhook URL          ${PUBLIC_URL}/webhook/main`)
  console.log([...lines, ''].join('\n'))
}
