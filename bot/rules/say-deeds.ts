import type { Statement } from '../../db/database.ts'
import { lineMessages } from '../channels/line/messages.ts'
import type { Draft } from '../forms/draft.ts'
import type { Scope } from '../scope.ts'
import { reachPerson } from './reach.ts'
import type { Person } from './person.ts'
import { endAll, endDeed, type WaitingDeed, type WorkedOff } from './rows.ts'
import { confirmationText, said } from './words.ts'

/**
 * Says to a person what deeds say, all of it in one call: for nothing while a reply token of theirs lives, else in one push,
 * which counts as one message however much it says; a push carries only those that may cost.
 */
export async function sayDeeds(
  scope: Scope,
  { deeds, submission, person }: { deeds: WaitingDeed[]; submission: Draft; person: Person },
): Promise<WorkedOff> {
  const mayPush = deeds.filter(({ deed }) => 'push' in deed && deed.push)
  const purpose = deeds.some(({ deed }) => deed.do === 'confirm') ? ('confirmation' as const) : ('rule' as const)
  const messages = (some: WaitingDeed[]) =>
    lineMessages(
      some.map((deed) => ({ kind: 'text' as const, text: textOf(scope, deed, submission, person), buttons: [] })),
    )
  const reached = await reachPerson(scope, person, { push: mayPush.length > 0 })
  if ('not' in reached) return { statements: endAll(scope, deeds, reached.not) }
  const carried = reached.by === 'reply' ? deeds : mayPush
  const left = deeds.filter((deed) => !carried.includes(deed))
  const { statements, delivery } = await reached.send({ purpose, messages: messages(carried) })
  return {
    delivery,
    statements: [
      ...statements,
      ...carried.map(({ id }): Statement => endDeed(scope, id, { state: 'done', reason: null, sentAs: delivery.id })),
      ...endAll(scope, left, { state: 'excluded', reason: 'no_reply_token' }),
    ],
  }
}

function textOf(scope: Scope, { deed }: WaitingDeed, submission: Draft, person: Person): string {
  if (deed.do === 'send_message')
    return said(submission.definition, deed.text, { ...submission, name: person.name }, person.language)
  return confirmationText(scope, submission, person)
}
