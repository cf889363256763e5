/** What is only ours: how rows find each other, secrets in their sealed or hashed form, and the bookkeeping of processes. */
const ours = new Set([
  'seq',
  'accountId',
  'friendSeq',
  'customerSeq',
  'formerCustomerSeq',
  'heldByFriendSeq',
  'tokenHash',
  'idTokenHash',
  'codeHash',
  'body',
  'replyToken',
  'retryKey',
  'revision',
  'leasedUntil',
])

const times = /(^at|At|Until)$/

/** A row as a person can read it: without what is only ours, and times as ISO 8601 (UTC). */
export const readable = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      // A note of the staff is called body as well, and that is what it says.
      .filter(([key]) => !ours.has(key) || (key === 'body' && 'staffId' in row))
      .map(([key, value]) => [
        key,
        typeof value === 'number' && times.test(key) ? new Date(value).toISOString() : value,
      ]),
  )

/**
 * What LINE sent, as it came, but for the token by which somebody else could answer in the account's place, and with its
 * time as all others.
 */
export function readablePayload(payload: string): unknown {
  try {
    const { replyToken: _, timestamp, ...event } = JSON.parse(payload) as Record<string, unknown>
    return { ...event, ...(typeof timestamp === 'number' ? { timestamp: new Date(timestamp).toISOString() } : {}) }
  } catch {
    return null
  }
}

/** A member of the JSON object that is being written, indented as a part of it. */
export const section = (name: string, value: unknown): string =>
  `,\n  ${JSON.stringify(name)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`
