import { accountOf, chatOf, messagesOf, type Desk } from './desk.ts'
import type { LineMessage } from './shapes.ts'
import { keepMessage } from './state.ts'

export type SendKind = 'reply' | 'push' | 'multicast'

const WROTE_LATELY = 7 * 24 * 60 * 60_000

/** Whether LINE brings a message to this person, or takes it and drops it: only pushes reach non-friends who wrote lately. */
export function reaches(desk: Desk, accountId: string, uid: string, kind: SendKind): boolean {
  const { friendship, wroteAt } = chatOf(desk, accountId, uid)
  if (friendship !== 'none') return friendship === 'following'
  return kind !== 'multicast' && wroteAt !== null && desk.now() - wroteAt < WROTE_LATELY
}

/** Puts messages into the chat. Only the last one's quick reply shows; the typing sign ends. */
export function deliverMessages(
  desk: Desk,
  accountId: string,
  uid: string,
  by: SendKind,
  messages: LineMessage[],
  ids: { id: string }[] | null,
): void {
  const chat = chatOf(desk, accountId, uid)
  messages.forEach((content, index) => {
    const id = ids?.[index]?.id ?? desk.messageId()
    const message = {
      id,
      revision: desk.touch(),
      accountId,
      uid,
      at: desk.now(),
      from: 'account' as const,
      by,
      content,
      read: true,
      unsent: false,
    }
    keepMessage(messagesOf(desk, accountId, uid), message)
  })
  chat.quickReply = messages.at(-1)?.quickReply?.items ?? []
  chat.loadingUntil = 0
}

const JAPAN = 9 * 60 * 60_000
const monthOf = (time: number) => new Date(time + JAPAN).toISOString().slice(0, 7)

/** Counts recipients of this month (in Japan) and returns the month's total. */
export function spend(desk: Desk, accountId: string, recipients: number): number {
  const { consumption } = accountOf(desk, accountId)
  const month = monthOf(desk.now())
  return (consumption[month] = (consumption[month] ?? 0) + recipients)
}

export function wouldExceed(desk: Desk, accountId: string, recipients: number): boolean {
  const { quota } = accountOf(desk, accountId)
  return quota !== null && spend(desk, accountId, 0) + recipients > quota
}
