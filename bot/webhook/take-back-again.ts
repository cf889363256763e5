import { and, eq, isNull } from 'drizzle-orm'
import { talkMessages } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { scopeOf } from '../scope.ts'
import { unsendMessage } from '../talks/unsend.ts'
import { takeBack } from './take-back.ts'

/** A message that a person took back. */
export interface TakenBack {
  accountId: string
  /** LINE's id of it. */
  messageId: string
  at: number
}

/**
 * Takes messages back that an older backup brought with it: what their persons took back since has no content again, in the
 * talk, in the inbox and among the files. It is safe to run any number of times.
 */
export async function takeBackAgain(deps: Deps, taken: TakenBack[]): Promise<void> {
  for (const { accountId, messageId, at } of taken) {
    const account = await loadAccount(deps, accountId)
    if (!account) continue
    const scope = scopeOf(deps, account, { kind: 'system' })
    const unsent = (await stands(deps, { accountId, messageId }))
      ? await unsendMessage(scope, { lineMessageId: messageId, at })
      : []
    await deps.db.write([takeBack(scope, messageId), ...unsent])
  }
}

async function stands({ db }: Deps, { accountId, messageId }: Omit<TakenBack, 'at'>): Promise<boolean> {
  const found = await db.orm
    .select({ id: talkMessages.id })
    .from(talkMessages)
    .where(
      and(
        eq(talkMessages.accountId, accountId),
        eq(talkMessages.lineMessageId, messageId),
        isNull(talkMessages.unsentAt),
      ),
    )
    .get()
  return found !== undefined
}
