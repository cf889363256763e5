import { and, eq } from 'drizzle-orm'
import { ruleDeeds } from '../../db/schema/index.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'

/** Whether what was sent is confirmed in the chat, as far as anybody knows now; null when the form confirms nothing there. */
export async function confirmedInChat({ db, account }: Scope, draft: Draft): Promise<boolean | null> {
  if (draft.confirmation === 'none') return null
  const row = await db.orm
    .select({ state: ruleDeeds.state })
    .from(ruleDeeds)
    .where(
      and(
        eq(ruleDeeds.submissionId, draft.id),
        eq(ruleDeeds.accountId, account.id),
        eq(ruleDeeds.on, 'finished'),
        eq(ruleDeeds.ruleKey, ''),
      ),
    )
    .get()
  return row ? row.state === 'waiting' || row.state === 'done' : null
}
