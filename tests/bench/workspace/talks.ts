import { dayMs, type MadeFriend, type Making } from './plan.ts'
import { tableIn } from './table.ts'

const said = [
  '明日は何時まで開いていますか？',
  '予約を変更したいです。',
  'ありがとうございます！',
  'お店に傘を忘れたかもしれません。',
  '季節のタルトはまだありますか？',
  'ベビーカーで入れますか？',
  '会員カードをなくしました。',
  '先日はお世話になりました。',
]
const answered = [
  'お問い合わせありがとうございます。20時まで開いております。',
  '承知しました。変更しておきます。',
  'お預かりしております。いつでもお越しください。',
  'はい、お気をつけてお越しください。',
  '再発行いたしますので、店頭でお声がけください。',
]

/** Talks of a few messages of both sides; what staff said went out as a delivery. A tenth still waits for an answer. */
export function makeTalks(making: Making, friends: MadeFriend[]): void {
  const { db, chance, plan, id, staffId } = making
  const talks = tableIn(db, 'talks', [
    ...[
      'friend_seq',
      'account_id',
      'state',
      'assignee_id',
      'unread',
      'last_message_id',
      'last_at',
      'revision',
      'updated_at',
    ],
  ])
  const messages = tableIn(db, 'talk_messages', [
    ...['id', 'account_id', 'friend_seq', 'side', 'kind', 'text', 'line_message_id', 'staff_id', 'delivery_id', 'at'],
  ])
  const deliveries = deliveryTable(making)
  const every = Math.max(1, Math.floor(friends.length / Math.max(1, plan.talks)))
  for (let nth = 0; nth < plan.talks && nth * every < friends.length; nth++) {
    const friend = friends[nth * every]!
    const many = 1 + chance.below(12)
    let at = Math.floor(friend.followedAt + chance.share() * (plan.now - friend.followedAt))
    const isOpen = chance.percent(10)
    let last = ''
    for (let turn = 0; turn < many; turn++) {
      const byStaff = turn % 3 === 1 || (turn === many - 1 && !isOpen && turn > 0)
      last = id(at)
      const deliveryId = byStaff ? id(at) : null
      messages.add(
        ...[last, 'main', friend.seq, byStaff ? 'staff' : 'friend', 'text', chance.one(byStaff ? answered : said)],
        ...[byStaff ? null : String(5_000_000_000 + nth * 16 + turn), byStaff ? staffId : null, deliveryId, at],
      )
      if (deliveryId) addDelivery(making, deliveries, { id: deliveryId, friend, purpose: 'talk', at })
      if (turn < many - 1) at = Math.min(plan.now, at + chance.below(dayMs))
    }
    const assignee = chance.percent(60) ? staffId : null
    const unread = isOpen ? 1 + chance.below(4) : 0
    talks.add(friend.seq, 'main', isOpen ? 'open' : 'done', assignee, unread, last, at, many, at)
  }
  for (const table of [talks, messages, deliveries]) table.flush()
}

export const deliveryTable = ({ db }: Making) =>
  tableIn(db, 'deliveries', [
    ...['id', 'account_id', 'friend_seq', 'uid', 'method', 'purpose', 'retry_key', 'state', 'reason', 'attempts'],
    ...['first_called_at', 'deadline_at', 'status', 'created_at', 'finished_at', 'settled_at'],
  ])

/** One delivery with its outcome: nearly all arrived, and what did not was mostly looked at. */
export function addDelivery(
  { chance, id }: Making,
  table: ReturnType<typeof deliveryTable>,
  {
    id: own,
    friend,
    purpose,
    at,
  }: { id: string; friend: MadeFriend; purpose: 'talk' | 'survey' | 'greeting'; at: number },
): void {
  const method = purpose === 'talk' ? 'push' : 'reply'
  const [state, reason, status] = chance.percent(99.7)
    ? ['accepted', null, 200]
    : chance.one([
        ['failed', 'refused', 400],
        ['unknown', 'interrupted', null],
        ['excluded', 'reply_token_expired', null],
      ] as const)
  const settledAt = state === 'accepted' || chance.percent(3) ? null : at + dayMs
  table.add(
    ...[
      own,
      'main',
      friend.seq,
      friend.uid,
      method,
      purpose,
      method === 'push' ? id(at) : null,
      state!,
      reason ?? null,
    ],
    ...[1, at, at + 60_000, status ?? null, at, at + 300, settledAt],
  )
}
