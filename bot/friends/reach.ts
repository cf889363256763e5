/** Why no message can be sent to a friend: they block the account, stopped messages (配信停止), or never followed. */
export type Unreachable = 'blocked' | 'stopped' | 'never_followed'

/** Whether a message can reach a friend by LINE now; null: yes. What LINE refuses weighs more than what the person asked for. */
export function unreachable({
  friendship,
  messagesStoppedAt,
}: {
  friendship: 'unknown' | 'following' | 'blocked'
  messagesStoppedAt: number | null
}): Unreachable | null {
  if (friendship === 'blocked') return 'blocked'
  if (friendship === 'unknown') return 'never_followed'
  return messagesStoppedAt === null ? null : 'stopped'
}
