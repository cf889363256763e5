import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { mails } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { settlement } from './outcome.ts'
import type { MailContent } from './record.ts'

/** A process that has not settled a mail by then is taken for dead; sending one takes 45 seconds at most (`channels/email/smtp.ts`). */
const leaseMs = 60_000
const claimMax = 16
// Literal states, not bound ones: only then does SQLite see that the small partial index fits.
const open = sql`${mails.state} in ('sending', 'waiting')`

type Row = typeof mails.$inferSelect

/**
 * Takes mails that are due, with a lease, and sends them; those past their deadline fail, because what they carry has
 * expired. Without a way to send they wait: it may come with the next start.
 * @returns how many were taken
 */
export async function sendDueMails(deps: Deps): Promise<number> {
  const now = deps.clock()
  const due = build
    .select({ id: mails.id })
    .from(mails)
    .where(and(open, lte(mails.nextAttemptAt, now)))
    .orderBy(asc(mails.nextAttemptAt))
    .limit(claimMax)
  const taken = await deps.db.orm
    .update(mails)
    .set({ state: 'sending', attempts: sql`${mails.attempts} + 1`, nextAttemptAt: now + leaseMs })
    .where(and(inArray(mails.id, due), lte(mails.nextAttemptAt, now)))
    .returning()
  await Promise.all(taken.map((row) => sendMail(deps, row)))
  return taken.length
}

async function sendMail(deps: Deps, row: Row): Promise<void> {
  const outcome = await attempt(deps, row)
  // Only while the lease is ours: a mail that took too long may be somebody else's by now.
  await deps.db.write([
    statement(
      build
        .update(mails)
        .set(settlement(row, outcome, deps.clock()))
        .where(and(eq(mails.id, row.id), eq(mails.state, 'sending'), eq(mails.attempts, row.attempts))),
    ),
  ])
}

async function attempt(deps: Deps, { id, content, deadlineAt, reason }: Row) {
  if (deadlineAt <= deps.clock()) return { kind: 'failed', reason: reason ?? 'mail_expired' } as const
  if (!deps.mail) return { kind: 'again', reason: 'mail_no_server' } as const
  const mail = await opened(deps, content)
  return mail ? deps.mail.send({ id, ...mail }) : ({ kind: 'failed', reason: 'mail_unreadable' } as const)
}

/** Null when it was sealed under another MUSUBI_SECRET. */
async function opened({ seal }: Deps, content: string | null): Promise<MailContent | null> {
  if (content === null) return null
  try {
    return JSON.parse(await seal.open(content)) as MailContent
  } catch {
    return null
  }
}

/** After a start on a database that only this process holds: whoever was sending before is dead, the lease is void. */
export async function freeLeases(deps: Deps): Promise<void> {
  await deps.db.write([
    statement(
      build
        .update(mails)
        .set({ nextAttemptAt: 0 })
        .where(sql`${mails.state} = 'sending'`),
    ),
  ])
}
