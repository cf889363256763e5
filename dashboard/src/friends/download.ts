import { answerOf, ApiError, ofAccount } from '../api.ts'

/**
 * Saves everything about one friend as a file. It is asked for by a POST, because it is written down who took it, so the
 * browser is handed the bytes.
 * @throws ApiError
 */
export async function downloadFriend(accountId: string, friendId: string): Promise<void> {
  const answer = await fetch(`${ofAccount(accountId)}/friends/${encodeURIComponent(friendId)}/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {
    throw new ApiError('offline')
  })
  if (!answer.ok) return answerOf(Promise.resolve(answer))
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = `person-${friendId}.json`
  link.click()
  URL.revokeObjectURL(address)
}
