import type { TimelineEntry } from './useFriends.ts'

type Answer = Extract<TimelineEntry, { kind: 'answer' }>
export type TimelineItem =
  | Exclude<TimelineEntry, Answer>
  | { kind: 'answers'; key: string; at: number; submission: Answer['submission']; answers: Answer[] }

/** Answers to one form that follow each other become one item, oldest answer first: ten answers are one thing to read. */
export function groupEntries(entries: readonly TimelineEntry[]): TimelineItem[] {
  const items: TimelineItem[] = []
  for (const entry of entries) {
    const last = items.at(-1)
    if (entry.kind !== 'answer') items.push(entry)
    else if (last?.kind === 'answers' && last.submission.id === entry.submission.id) last.answers.unshift(entry)
    else items.push({ kind: 'answers', key: entry.key, at: entry.at, submission: entry.submission, answers: [entry] })
  }
  return items
}
