import { contentOfDataUrl } from './bytes.ts'
import { chatOf, messagesOf, personOf, type Desk } from './desk.ts'
import type { ChatMessage, Language, LineAction, LineMessage, Person, WebhookEntry } from './shapes.ts'
import { keepContent, keepMessage } from './state.ts'
import { newEvent, sendEvents } from './webhook.ts'

/** Adds a person to the desk. */
export function addPerson(
  desk: Desk,
  given: { name: string; language?: Language; status?: string; uid?: string },
): Person {
  const uid = given.uid ?? `U${desk.hex(16)}`
  const person: Person = {
    uid,
    name: given.name,
    language: given.language ?? 'ja',
    status: given.status ?? '',
    madeAt: desk.now(),
  }
  desk.state.people[uid] = person
  desk.touch()
  return person
}

/** Adds the account as a friend, which is an unblocking when it was added before. Nothing when it is a friend already. */
export async function follow(desk: Desk, uid: string, accountId: string): Promise<WebhookEntry[]> {
  personOf(desk, uid)
  const chat = chatOf(desk, accountId, uid)
  if (chat.friendship === 'following') return []
  const isUnblocked = chat.knew
  Object.assign(chat, { friendship: 'following', knew: true })
  desk.touch()
  return sendEvents(desk, accountId, [newEvent(desk, uid, 'follow', { follow: { isUnblocked } }, true)])
}

export async function block(desk: Desk, uid: string, accountId: string): Promise<WebhookEntry[]> {
  const chat = chatOf(desk, accountId, uid)
  if (chat.friendship === 'blocked') return []
  Object.assign(chat, { friendship: 'blocked', knew: true, quickReply: [], loadingUntil: 0 })
  desk.touch()
  return sendEvents(desk, accountId, [newEvent(desk, uid, 'unfollow', {}, false)])
}

/** Writes a text. Somebody who is no friend can write too; somebody who blocks the account cannot. */
export async function say(desk: Desk, uid: string, accountId: string, text: string): Promise<WebhookEntry[]> {
  return write(desk, uid, accountId, { type: 'text', text }, {})
}

/** Sends a sticker; LINE tells what it shows in a few words. */
export async function sticker(
  desk: Desk,
  uid: string,
  accountId: string,
  packageId: string,
  stickerId: string,
  keywords: string[] = [],
): Promise<WebhookEntry[]> {
  const told = { stickerResourceType: 'STATIC', ...(keywords.length > 0 && { keywords }) }
  return write(desk, uid, accountId, { type: 'sticker', packageId, stickerId }, told)
}

/** Sends where something is, as the phone does from its map. */
export const location = (desk: Desk, uid: string, accountId: string, place: PlaceOnMap): Promise<WebhookEntry[]> =>
  write(desk, uid, accountId, { type: 'location', ...place }, {})

export interface PlaceOnMap {
  title: string
  address: string
  latitude: number
  longitude: number
}

/** Sends a picture, given as data URL; the account can download it by its message ID. */
export async function image(desk: Desk, uid: string, accountId: string, dataUrl: string): Promise<WebhookEntry[]> {
  const content = contentOfDataUrl(dataUrl)
  return write(desk, uid, accountId, { type: 'image' }, { contentProvider: { type: 'line' } }, (id) =>
    keepContent(desk.state, id, content),
  )
}

async function write(
  desk: Desk,
  uid: string,
  accountId: string,
  content: LineMessage,
  more: Record<string, unknown>,
  before: (id: string) => void = () => {},
): Promise<WebhookEntry[]> {
  const message = bubble(desk, uid, accountId, content)
  before(message.id)
  chatOf(desk, accountId, uid).wroteAt = desk.now()
  const fields = { ...content, ...more, id: message.id, quoteToken: desk.token(24), markAsReadToken: desk.token(24) }
  const sent = await sendEvents(desk, accountId, [newEvent(desk, uid, 'message', { message: fields }, true)])
  // With chat off in LINE's account manager, what reached the account counts as read.
  if (sent.some((entry) => entry.verdict === 'answered')) Object.assign(message, { read: true, revision: desk.touch() })
  return sent
}

/** Puts what the person says into the chat; quick replies go, as they do at any new message. */
function bubble(desk: Desk, uid: string, accountId: string, content: LineMessage): ChatMessage {
  personOf(desk, uid)
  const chat = chatOf(desk, accountId, uid)
  if (chat.friendship === 'blocked')
    throw new Error('Someone who blocks the account cannot write to it; unblock it first')
  chat.quickReply = []
  const message: ChatMessage = {
    id: desk.messageId(),
    revision: desk.touch(),
    accountId,
    uid,
    at: desk.now(),
    from: 'person',
    by: 'person',
    content,
    read: false,
    unsent: false,
  }
  keepMessage(messagesOf(desk, accountId, uid), message)
  return message
}

/** What a tap did: webhooks sent, and the address that the phone now opens. */
export interface Tapped {
  webhooks: WebhookEntry[]
  open: string | null
}

/**
 * Taps an action of a bubble, a quick reply or the rich menu.
 * @param picked what the date picker gave, in the format of its mode
 */
export async function tap(
  desk: Desk,
  uid: string,
  accountId: string,
  action: LineAction,
  picked?: string,
): Promise<Tapped> {
  const quiet: Tapped = { webhooks: [], open: null }
  const chat = chatOf(desk, accountId, uid)
  if (chat.friendship === 'blocked')
    throw new Error('Someone who blocks the account cannot tap its buttons; unblock it first')
  chat.quickReply = []
  desk.touch()
  if (action.type === 'uri') return { ...quiet, open: action.uri ?? null }
  if (action.type === 'message') return { ...quiet, webhooks: await say(desk, uid, accountId, action.text ?? '') }
  if (action.type !== 'postback' && action.type !== 'datetimepicker') return quiet
  // The display text looks as if the person had written it, but no message event comes of it.
  if (action.displayText)
    Object.assign(bubble(desk, uid, accountId, { type: 'text', text: action.displayText }), { read: true })
  const params = picked === undefined ? {} : { params: { [action.mode ?? 'date']: picked } }
  const event = newEvent(desk, uid, 'postback', { postback: { data: action.data ?? '', ...params } }, true)
  return { ...quiet, webhooks: await sendEvents(desk, accountId, [event]) }
}

/** Takes one's own message back: the bubble goes and the account is told. */
export async function unsend(desk: Desk, uid: string, accountId: string, messageId: string): Promise<WebhookEntry[]> {
  const message = messagesOf(desk, accountId, uid).find((one) => one.id === messageId && one.from === 'person')
  if (!message || message.unsent) return []
  Object.assign(message, { unsent: true, revision: desk.touch() })
  delete desk.state.contents[messageId]
  return sendEvents(desk, accountId, [newEvent(desk, uid, 'unsend', { unsend: { messageId } }, false)])
}
