import type { TimelineEntry } from './useFriends.ts'

type Answer = Extract<TimelineEntry, { kind: 'answer' }>
type Delivery = Extract<TimelineEntry, { kind: 'delivery' }>
export type TimelineItem =
  | Exclude<TimelineEntry, Answer>
  | { kind: 'answers'; key: string; at: number; submission: Answer['submission']; answers: Answer[] }
  | { kind: 'deliveries'; key: string; at: number; purpose: Delivery['purpose']; deliveries: Delivery[] }

type Answers = Extract<TimelineItem, { kind: 'answers' }>
type Deliveries = Extract<TimelineItem, { kind: 'deliveries' }>

/**
 * A survey in the chat goes to and fro: its answers become one item, oldest answer first, and so do the questions that
 * arrived. What did not arrive, and everything else, stands for itself and ends the run.
 */
export function groupEntries(entries: readonly TimelineEntry[]): TimelineItem[] {
  const items: TimelineItem[] = []
  let answered: Answers | null = null
  let asked: Deliveries | null = null
  for (const entry of entries) {
    const { key, at } = entry
    if (entry.kind === 'answer') {
      if (answered?.submission.id === entry.submission.id) answered.answers.unshift(entry)
      else items.push((answered = { kind: 'answers', key, at, submission: entry.submission, answers: [entry] }))
    } else if (entry.kind === 'delivery' && arrived(entry)) {
      if (asked) asked.deliveries.push(entry)
      else items.push((asked = { kind: 'deliveries', key, at, purpose: entry.purpose, deliveries: [entry] }))
    } else {
      items.push(entry)
      answered = null
      asked = null
    }
  }
  return items.map((item) => (item.kind === 'deliveries' && item.deliveries.length === 1 ? item.deliveries[0]! : item))
}

/** A question of a survey that LINE took, with nothing to say about it. */
const arrived = ({ purpose, state, reason }: Delivery): boolean =>
  purpose === 'survey' && state === 'accepted' && reason === null
