import type { Purpose } from '../deliveries/record.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { LinkMethod } from '../identity-links/contract.ts'
import { shown } from '../staff/masking.ts'
import type { Texts } from '../forms/contract.ts'
import { readAttributeRows, readTagRows, type AttributeSource, type TagSource } from './timeline-facts.ts'
import type { Place } from './timeline-places.ts'
import {
  readChanges,
  readConflicts,
  readConsents,
  readDeeds,
  readDeliveries,
  readEvents,
  readFilled,
  readLinks,
  readMessages,
  readNotes,
  type TimelineSubmission,
} from './timeline-rows.ts'

type Mouth = 'liff' | 'chat'
/** How something went out: its state at LINE and, when it is not accepted, why. */
type Outcome = { method: 'reply' | 'push'; state: string; reason: string | null }

/** One thing that happened between a friend and the company. */
type TimelineEntry = { key: string; at: number } & (
  | { kind: 'friendship'; change: 'followed' | 'blocked' | 'returned' }
  | {
      kind: 'submission_begun' | 'submission_finished' | 'submission_cancelled'
      submission: TimelineSubmission
      mouth: Mouth
    }
  | { kind: 'answer'; submission: TimelineSubmission; question: Texts; text: Texts; mouth: Mouth | 'known' }
  | ({ kind: 'delivery'; purpose: Purpose } & Outcome)
  | {
      kind: 'message'
      side: 'friend' | 'staff'
      content: string
      /** Null when there is none, and for whoever may not read talks. */
      text: string | null
      staff: string | null
      unsentAt: number | null
      outcome: Outcome | null
    }
  | { kind: 'tap'; label: string | null }
  | { kind: 'menu'; menu: string | null }
  | { kind: 'linked'; memberId: string; method: LinkMethod }
  | { kind: 'unlinked'; memberId: string; by: 'friend' | 'staff' }
  | { kind: 'claimed'; memberId: string; method: LinkMethod }
  | { kind: 'decided'; memberId: string; decision: 'kept' | 'moved' }
  | { kind: 'consent'; purpose: string; act: 'given' | 'withdrawn'; version: string; mouth: Mouth | 'staff' }
  | { kind: 'staff'; action: string; words: Texts; staff: string | null; before: string | null; after: string | null }
  | { kind: 'tag_given' | 'tag_taken'; tag: string; source: TagSource; staff: string | null }
  | {
      kind: 'attribute_set' | 'attribute_cleared'
      attribute: Texts
      /** In words; masked for whoever may not see it. */
      value: Texts
      source: AttributeSource
      staff: string | null
    }
  | { kind: 'note'; text: string | null; staff: string | null; submissionId: string | null }
  | { kind: 'session_opened' | 'session_ended' }
)

/** What stands at the places of a page, read table by table and put into words, masked for whoever may not see personal data. */
export async function entriesOf(scope: StaffScope, page: Place[]): Promise<TimelineEntry[]> {
  const idsOf = (...kinds: string[]) => [
    ...new Set(page.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)),
  ]
  const [changes, sent, said, filled, links, conflicts, agreed, happened, deeds, noted, tagged, known] =
    await Promise.all([
      readChanges(scope, idsOf('friendship')),
      readDeliveries(scope, idsOf('delivery')),
      readMessages(scope, idsOf('message')),
      readFilled(scope, idsOf('1_begun', '2_answer', '3_finished', '3_cancelled')),
      readLinks(scope, idsOf('linked', 'unlinked')),
      readConflicts(scope, idsOf('claimed', 'decided')),
      readConsents(scope, idsOf('consent')),
      readEvents(scope, idsOf('tap', 'menu')),
      readDeeds(scope, idsOf('staff')),
      readNotes(scope, idsOf('note')),
      readTagRows(scope, idsOf('tag_given', 'tag_taken')),
      readAttributeRows(scope, idsOf('attribute_set', 'attribute_cleared')),
    ])

  function entryAt({ kind, id, question, at, key }: Place): TimelineEntry | null {
    const place = { key, at }
    const link = links.get(id)
    const claim = conflicts.get(id)
    const event = happened.get(id)
    switch (kind) {
      case 'friendship':
        return { ...place, kind, change: changes.get(id)?.kind ?? 'followed' }
      case 'session_opened':
      case 'session_ended':
        return { ...place, kind }
      case 'linked':
        return link ? { ...place, kind, memberId: shown(scope, link.memberId), method: link.method } : null
      case 'unlinked':
        return link
          ? {
              ...place,
              kind,
              memberId: shown(scope, link.memberId),
              by: link.endedBy === 'friend' ? 'friend' : 'staff',
            }
          : null
      case 'claimed':
        return claim ? { ...place, kind, memberId: shown(scope, claim.memberId), method: claim.method } : null
      case 'decided':
        return claim
          ? {
              ...place,
              kind,
              memberId: shown(scope, claim.memberId),
              decision: claim.state === 'moved' ? 'moved' : 'kept',
            }
          : null
      case 'tap':
        return { ...place, kind, label: textIn(event?.properties['label']) }
      case 'menu':
        return { ...place, kind, menu: textIn(event?.properties['menu']) }
      case 'delivery':
        return told(sent.get(id), (delivery) => ({ ...place, kind, ...delivery }))
      case 'message':
        return told(said.get(id), (message) => ({ ...place, kind, ...message }))
      case 'consent':
        return told(agreed.get(id), (consent) => ({ ...place, kind, ...consent }))
      case 'staff':
        return told(deeds.get(id), (deed) => ({ ...place, kind, ...deed }))
      case 'tag_given':
      case 'tag_taken':
        return told(tagged.get(id), ({ tag, source, givenBy, takenBy }) => ({
          ...{ ...place, kind, tag, source, staff: kind === 'tag_given' ? givenBy : takenBy },
        }))
      case 'attribute_set':
      case 'attribute_cleared':
        return told(known.get(id), ({ attribute, value, source, setBy, clearedBy }) => ({
          ...{ ...place, kind, attribute, value, source, staff: kind === 'attribute_set' ? setBy : clearedBy },
        }))
      case 'note':
        return told(noted.get(id), (note) => ({ ...place, kind, ...note }))
      default:
        return told(filled.get(id), ({ submission, beganIn, finishedIn, answers }) => {
          if (kind === '1_begun') return { ...place, kind: 'submission_begun', submission, mouth: beganIn }
          if (kind === '3_finished') return { ...place, kind: 'submission_finished', submission, mouth: finishedIn }
          if (kind === '3_cancelled') return { ...place, kind: 'submission_cancelled', submission, mouth: beganIn }
          return told(answers.get(question ?? ''), (answer) => ({ ...place, kind: 'answer', submission, ...answer }))
        })
    }
  }
  return page.flatMap((place) => entryAt(place) ?? [])
}

/** What may be gone since its place was read is left out. */
const told = <Row>(row: Row | undefined, words: (row: Row) => TimelineEntry | null): TimelineEntry | null =>
  row === undefined ? null : words(row)

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
