import { friends } from '../../db/schema/index.ts'
import { ownConsents } from '../consents/own.ts'
import { hasStoppedReminders } from '../consents/reminders.ts'
import { notFound } from '../errors.ts'
import { ownSubmissions } from '../forms/own.ts'
import { isFriend } from '../friends/is-friend.ts'
import { conflictSince } from '../identity-links/conflict.ts'
import type { Me } from '../identity-links/contract.ts'
import { tieOfUid } from '../identity-links/tie.ts'
import type { Scope } from '../scope.ts'
import { contactsOf } from './contacts.ts'

/** Everything on a person's own page: who they are here, the tie, what they answered, agreed to and chose. */
export async function readMe(scope: Scope, uid: string): Promise<Me> {
  const friend = await scope.db.orm
    .select({
      displayName: friends.displayName,
      pictureUrl: friends.pictureUrl,
      friendship: friends.friendship,
      chosenLanguage: friends.chosenLanguage,
      messagesStoppedAt: friends.messagesStoppedAt,
    })
    .from(friends)
    .where(isFriend(scope, uid))
    .get()
  if (!friend) throw notFound('This person')
  const { displayName, pictureUrl, friendship, chosenLanguage, messagesStoppedAt } = friend
  const [link, since, submissions, consents, remindersStopped] = await Promise.all([
    linkOf(scope, uid),
    conflictSince(scope, { uid }),
    ownSubmissions(scope, uid),
    ownConsents(scope, uid),
    hasStoppedReminders(scope, uid),
  ])
  return {
    friend: { displayName, pictureUrl, following: friendship === 'following' },
    language: chosenLanguage,
    messagesStopped: messagesStoppedAt !== null,
    remindersStopped,
    link,
    conflictSince: since,
    submissions,
    consents,
  }
}

async function linkOf(scope: Scope, uid: string): Promise<Me['link']> {
  const tie = await tieOfUid(scope, uid)
  if (!tie) return null
  const name = (await contactsOf(scope, tie.customerSeq)).find(({ kind }) => kind === 'name')?.value ?? null
  return { memberId: tie.memberId, name, method: tie.method, linkedAt: tie.linkedAt }
}
