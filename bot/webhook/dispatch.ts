import type { Statement } from '../../db/database.ts'
import { lineMessages } from '../channels/line/messages.ts'
import { advance } from '../conversations/advance.ts'
import type { Advance } from '../conversations/advance-writes.ts'
import { keywordIn } from '../conversations/keyword-in.ts'
import type { Said } from '../conversations/contract.ts'
import { loadSituation, type Situation } from '../conversations/load.ts'
import { decodeTap } from '../conversations/tap.ts'
import { recordReply, type Delivery } from '../deliveries/record.ts'
import { supersede } from '../deliveries/supersede.ts'
import { tappedEvent } from '../events/names.ts'
import { recordEvent } from '../events/record.ts'
import { inLanguage } from '../forms/contract.ts'
import { changeFriendship } from '../friends/change-friendship.ts'
import { languageOf } from '../friends/language.ts'
import { learnFriend, profileJob } from '../friends/learn.ts'
import { wantMenuAgain } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import { isHeld } from '../talks/held.ts'
import { endHold } from '../talks/hold.ts'
import { receiveMessage } from '../talks/receive.ts'
import { unsendMessage } from '../talks/unsend.ts'
import type { SentFile } from '../uploads/from-chat.ts'
import { replyWindow } from './reply-window.ts'
import type { StoredEvent } from './stored-event.ts'
import { takeBack, takeBackLate } from './take-back.ts'
import { firstUnits } from '../forms/cut-units.ts'

/** More of what a button sends tells nobody anything. */
const labelMax = 100
/** LINE names a place by title and address; longer ones nobody reads. */
const placeMax = 300

/** What handling an event writes, and what is to be called afterwards. */
export interface Effects {
  statements: Statement[]
  deliveries: Delivery[]
}

/** Which verb handles which kind of event. Every event of a person also teaches us that person. */
export async function dispatch(scope: Scope, stored: StoredEvent): Promise<Effects> {
  const { event, uid } = stored
  if (event.type === 'unsend' && typeof event.unsend?.messageId === 'string')
    return takenBack(scope, { messageId: event.unsend.messageId, at: event.timestamp })
  // Groups and rooms are not a friend's own talk; events without a person teach nobody.
  if (!uid || event.source?.type !== 'user') return { statements: [], deliveries: [] }
  const keyword = event.type === 'message' ? keywordIn(saidIn(stored)) : null
  const situation = await loadSituation(scope, uid, keyword)
  const known = learnFriend(scope, uid, situation.friend)
  const effects = await handlePerson(scope, stored, uid, situation)
  const messageId = event.message?.id
  const late = typeof messageId === 'string' ? [takeBackLate(scope, { id: stored.id, messageId })] : []
  const statements = [...known, ...effects.statements, ...late, ...tappedOutside(scope, stored, uid)]
  return { statements, deliveries: effects.deliveries }
}

async function takenBack(scope: Scope, { messageId, at }: { messageId: string; at: number }): Promise<Effects> {
  const inTalk = await unsendMessage(scope, { lineMessageId: messageId, at })
  return { statements: [takeBack(scope, messageId), ...inTalk], deliveries: [] }
}

async function handlePerson(scope: Scope, stored: StoredEvent, uid: string, situation: Situation): Promise<Effects> {
  const { event } = stored
  switch (event.type) {
    case 'follow':
      return follow(scope, stored, uid, situation)
    case 'unfollow':
      return {
        statements: changeFriendship(scope, { uid, kind: 'blocked', at: event.timestamp, webhookEventId: stored.id }),
        deliveries: [],
      }
    case 'message':
    case 'postback':
      return event.mode === 'standby' ? none : talk(scope, stored, uid, situation)
    default:
      return none
  }
}

async function follow(scope: Scope, stored: StoredEvent, uid: string, situation: Situation): Promise<Effects> {
  const { event } = stored
  const kind = event.follow?.isUnblocked ? ('returned' as const) : ('followed' as const)
  const statements = [
    ...changeFriendship(scope, { uid, kind, at: event.timestamp, webhookEventId: stored.id }),
    // LINE gives the profile of friends: it may have refused it before.
    profileJob(scope, uid),
    ...wantMenuAgain(scope, { uid }),
  ]
  const { greeting } = scope.account
  if (!greeting || event.mode === 'standby') return { statements, deliveries: [] }
  const language = languageOf(situation.friend)
  const messages = lineMessages([{ kind: 'text', text: inLanguage(greeting, language), buttons: [] }])
  const reply = await recordReply(scope, {
    uid,
    purpose: 'greeting',
    window: replyWindow(stored),
    messages,
  })
  return { statements: [...statements, reply.statement], deliveries: reply.delivery ? [reply.delivery] : [] }
}

async function talk(scope: Scope, stored: StoredEvent, uid: string, situation: Situation): Promise<Effects> {
  const said = saidIn(stored)
  const held = isHeld(situation.hold.heldAt, scope.clock())
  // While staff speak themselves what people write is for them. A button of the survey means the survey, and goes on with it.
  const turn =
    !said || (held && (said.kind === 'text' || said.kind === 'other'))
      ? null
      : await advance(scope, uid, situation, { said, saidAt: stored.event.timestamp })
  const effects = turn ? await answered(scope, stored, uid, situation, turn) : none
  const usesToken = effects.deliveries.length > 0
  const statements = [
    ...effects.statements,
    ...(held && turn?.asks ? [endHold(scope, uid)] : []),
    ...(!turn || turn.untaken ? await keptForStaff(scope, stored, uid, usesToken) : []),
  ]
  return { statements, deliveries: effects.deliveries }
}

/** What the survey says to it, and writes. */
async function answered(
  scope: Scope,
  stored: StoredEvent,
  uid: string,
  situation: Situation,
  turn: Advance,
): Promise<Effects> {
  if (turn.speech.length === 0) return { statements: turn.statements(null), deliveries: [] }
  const messages = lineMessages(turn.speech)
  const reply = await recordReply(scope, {
    uid,
    purpose: 'survey',
    window: replyWindow(stored),
    messages,
  })
  const waiting = situation.conversation?.waitingReply
  const older = waiting ? [supersede(scope, waiting)] : []
  return {
    statements: [...older, reply.statement, ...turn.statements(reply.id)],
    deliveries: reply.delivery ? [reply.delivery] : [],
  }
}

/** A message that no form took stands in the talk, for staff to answer: for nothing while its reply token lives. */
async function keptForStaff(scope: Scope, stored: StoredEvent, uid: string, usesToken: boolean): Promise<Statement[]> {
  const { event } = stored
  if (event.type !== 'message' || !event.message) return []
  const window = usesToken ? null : replyWindow(stored)
  return receiveMessage(scope, {
    uid,
    webhookEventId: stored.id,
    at: event.timestamp,
    message: event.message,
    window,
  })
}

/** What a person said, in the words of conversations; null for buttons that are somebody else's business. */
function saidIn({ event }: StoredEvent): Said | null {
  if (event.type === 'postback') {
    const data = typeof event.postback?.data === 'string' ? event.postback.data : ''
    const tap = decodeTap(data)
    const { date, time, datetime } = event.postback?.params ?? {}
    const picked: unknown = date ?? time ?? datetime
    if (tap) return { kind: 'tap', tap, ...(typeof picked === 'string' ? { date: picked } : {}) }
    return data.startsWith('musubi=') ? { kind: 'unknown_tap' } : null
  }
  const { message } = event
  if (message?.type === 'location') return locationIn(message) ?? { kind: 'other' }
  return message?.type === 'text' && typeof message.text === 'string'
    ? { kind: 'text', text: message.text }
    : { kind: 'other', ...fileIn(message) }
}

/** What can be had from LINE's own host: pictures, and files as a PC sends them. */
function fileIn(message: StoredEvent['event']['message']): { file?: SentFile } {
  const { id, type, fileName, contentProvider } = message ?? {}
  if ((type !== 'image' && type !== 'file') || typeof id !== 'string' || contentProvider?.type === 'external') return {}
  return { file: { messageId: id, ...(typeof fileName === 'string' && { name: fileName }) } }
}

function locationIn({
  latitude,
  longitude,
  title,
  address,
}: NonNullable<StoredEvent['event']['message']>): Said | null {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  const called = [title, address].filter((text) => typeof text === 'string')
  return { kind: 'location', latitude, longitude, place: firstUnits(called.join(' '), placeMax) }
}

/** A button of the company's own, which no survey asked for, stands in the person's timeline by what it sends. */
function tappedOutside(scope: Scope, stored: StoredEvent, uid: string): Statement[] {
  const { type, postback } = stored.event
  if (type !== 'postback' || typeof postback?.data !== 'string' || saidIn(stored) !== null) return []
  return [recordEvent(scope, { uid, name: tappedEvent, properties: { label: firstUnits(postback.data, labelMax) } })]
}

const none: Effects = { statements: [], deliveries: [] }
