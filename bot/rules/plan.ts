import { eq } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { forms } from '../../db/schema/index.ts'
import type { Answers, Mouth } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'
import type { FormRule } from './contract.ts'
import { deedsFor, type PlannedDeed } from './deeds-for.ts'
import { doneBefore, type DoneBefore } from './done-before.ts'
import { factsOf } from './facts.ts'
import { perform } from './perform.ts'
import { said } from './words.ts'
import { hasWindow, personOf, type Person } from './person.ts'
import { deedRow, type Standing } from './rows.ts'

/** What follows from an answer, to be committed with it. */
export interface RulePlan {
  /** Said in the chat, in the same reply as the thanks. */
  speech: string[]
  /** @param reply the delivery that carries the speech; null where there is none */
  statements: (reply: string | null) => Statement[]
  /** Whether a confirmation goes to the chat. */
  confirms: boolean
}

export const nothingFollows: RulePlan = { speech: [], statements: () => [], confirms: false }

export interface Happened {
  on: FormRule['on']
  /** The answers as they stand then. */
  answers: Answers
  mouth: Mouth
}

/** Messages to the person: they ride in a reply, or are worked off afterwards. */
const speaks = ({ deed }: PlannedDeed) => deed.do === 'send_message' || deed.do === 'confirm'

/**
 * What the rules and settings of a form do with a submission that is being finished or cancelled. What our own tables hold is
 * done by the statements; what calls out gets a row that waits for `rules.work`. What cannot be done gets a row with the reason.
 */
export async function planRules(scope: Scope, draft: Draft, { on, answers, mouth }: Happened): Promise<RulePlan> {
  if (!follows(draft, { on, mouth })) return nothingFollows
  const [rules, person, before] = await Promise.all([
    draft.hasRules ? rulesOf(scope, draft.formId) : [],
    personOf(scope, draft.uid),
    doneBefore(scope, on === 'finished' ? (draft.replaces?.id ?? null) : null),
  ])
  if (!person) return nothingFollows
  const fact = factsOf(draft.definition, answers, draft)
  const planned = [...deedsFor(rules, on, fact), ...confirmation(draft, { on, mouth })]
  const about = { submissionId: draft.id, on }
  const speech: string[] = []
  const parts: ((reply: string | null) => Statement[])[] = []
  const standings: { deed: PlannedDeed; standing: Standing }[] = []
  for (const one of planned) {
    if (speaks(one)) {
      const standing = speechStanding(scope, one, { person, before, mouth })
      if (mouth === 'chat' && standing.state === 'done' && one.deed.do === 'send_message')
        speech.push(said(draft.definition, one.deed.text, { ...draft, answers, name: person.name }, person.language))
      standings.push({ deed: one, standing })
      parts.push((reply) => [deedRow(scope, about, one, { ...standing, ...(mouth === 'chat' && { sentAs: reply }) })])
      continue
    }
    const { statements, ...standing } = await perform(scope, one, { person, before, draft, answers, fact, on })
    standings.push({ deed: one, standing })
    parts.push(() => [...statements, deedRow(scope, about, one, standing)])
  }
  const waits = standings.some(({ standing }) => standing.state === 'waiting')
  return {
    speech,
    confirms: standings.some(({ deed, standing }) => deed.deed.do === 'confirm' && standing.state === 'waiting'),
    statements: (reply) => [
      ...parts.flatMap((part) => part(reply)),
      ...(waits ? [enqueue(scope, { kind: 'rules.work', key: `${draft.id}:${on}`, payload: about })] : []),
    ],
  }
}

/** Most answers have nothing to follow, and are not kept waiting to find that out. */
const follows = (draft: Draft, { on, mouth }: Pick<Happened, 'on' | 'mouth'>) =>
  draft.hasRules || confirmation(draft, { on, mouth }).length > 0

/** In the chat the thanks confirm it already. */
function confirmation({ confirmation: wanted }: Draft, { on, mouth }: Pick<Happened, 'on' | 'mouth'>): PlannedDeed[] {
  if (on !== 'finished' || mouth !== 'liff' || wanted === 'none') return []
  return [{ rule: '', place: 0, deed: { do: 'confirm', push: wanted === 'push' } }]
}

/** In the chat it is said at once; elsewhere it waits while there is a way, which is looked at once more then. */
function speechStanding(
  scope: Scope,
  planned: PlannedDeed,
  { person, before, mouth }: { person: Person; before: DoneBefore; mouth: Mouth },
): Standing {
  if (before(planned)) return { state: 'excluded', reason: 'said_before' }
  if (mouth === 'chat') return { state: 'done', reason: null }
  const push = 'push' in planned.deed && planned.deed.push
  if (!push && !hasWindow(person, scope.clock())) return { state: 'excluded', reason: 'no_reply_token' }
  return { state: 'waiting', reason: null }
}

async function rulesOf({ db }: Scope, formId: string): Promise<FormRule[]> {
  const row = await db.orm.select({ rules: forms.rules }).from(forms).where(eq(forms.id, formId)).get()
  return row?.rules ?? []
}
