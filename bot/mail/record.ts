import { build, statement, type Statement } from '../../db/database.ts'
import { mails } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

export interface NewMail {
  /** Null for what concerns the whole workspace, such as a link for staff. */
  accountId: string | null
  purpose: (typeof mails.$inferInsert)['purpose']
  to: string
  subject: string
  /** Plain text; lines end with `\n`. */
  text: string
  /** After this moment it is not sent any more; milliseconds UTC. */
  deadlineAt: number
}

/** The part of a row that is sealed: who gets it and what it says. */
export type MailContent = Pick<NewMail, 'to' | 'subject' | 'text'>

/**
 * The row of a mail, due at once. It is committed with what it follows from, and `deps.kick()` called after that.
 */
export async function recordMail(
  deps: Pick<Deps, 'ids' | 'clock' | 'seal'>,
  { accountId, purpose, to, subject, text, deadlineAt }: NewMail,
): Promise<{ statement: Statement; id: string }> {
  const id = deps.ids()
  const now = deps.clock()
  const content: MailContent = { to, subject, text }
  const row = { id, accountId, purpose, state: 'waiting' as const, attempts: 0, deadlineAt }
  const sealed = await deps.seal.seal(JSON.stringify(content))
  return {
    id,
    statement: statement(build.insert(mails).values({ ...row, content: sealed, nextAttemptAt: now, createdAt: now })),
  }
}
