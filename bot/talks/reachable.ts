/** LINE brings a push to somebody who is no friend for so long after they wrote; and so long an answer is an answer. */
export const answerMs = 7 * 24 * 60 * 60_000

/**
 * Why a push to a person is refused before LINE is called; null when it may be made. LINE takes pushes to people who block
 * the account, and drops them. Whoever stopped messages (配信停止) still gets answers to what they wrote themselves.
 */
export function pushRefusal(
  friend: {
    friendship: 'unknown' | 'following' | 'blocked'
    messagesStoppedAt: number | null
    /** When they last wrote to us themselves. */
    wroteAt: number | null
  },
  now: number,
): 'blocked_friend' | 'not_a_friend' | 'messages_stopped' | null {
  const wroteLately = friend.wroteAt !== null && now - friend.wroteAt < answerMs
  if (friend.friendship === 'blocked') return 'blocked_friend'
  if (friend.friendship === 'unknown' && !wroteLately) return 'not_a_friend'
  return friend.messagesStoppedAt !== null && !wroteLately ? 'messages_stopped' : null
}
