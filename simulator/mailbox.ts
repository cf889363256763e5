import type { Desk } from './desk.ts'
import type { MailEntry } from './shapes.ts'
import { keep } from './state.ts'

const KEPT_MAILS = 50

/** Takes a mail into the one mailbox that the desk has; the same mail again, known by its id, arrives once. */
export function receiveMail(
  desk: Desk,
  { id, to, subject, text }: Pick<MailEntry, 'id' | 'to' | 'subject' | 'text'>,
): void {
  if (desk.state.mails.some((mail) => mail.id === id)) return
  keep(desk.state.mails, { id, to, subject, text, at: desk.now(), revision: desk.touch() }, KEPT_MAILS)
}
