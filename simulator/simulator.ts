import type { Hono } from 'hono'
import { accountOf, channelOf, chatOf, createDesk, messagesOf, type Channel, type SimulatorOptions } from './desk.ts'
import { createLine, LOST } from './line.ts'
import type { LineEnv } from './line-answer.ts'
import * as mailbox from './mailbox.ts'
import * as people from './person.ts'
import type { CallEntry, Chat, ChatMessage, Faults, MailEntry, Person, WebhookEntry } from './shapes.ts'
import { emptyState, noFaults, restoredState, snapshotOf, type State } from './state.ts'
import { accessTokenOf, idTokenOf, signingKey, type IdTokenOverrides } from './tokens.ts'
import * as webhook from './webhook.ts'

/** The hosts that LINE itself answers at. */
const LINE_HOSTS = ['api.line.me', 'api-data.line.me', 'access.line.me']
const MOUNTED_AT = '/simulator/line'

/** What the server's injected `fetch` is called with. */
export interface CallRequest {
  method: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  signal?: AbortSignal
}

/** LINE on a desk. Persons act through it, the bot calls it, and it tells everything that happened. */
export type Simulator = ReturnType<typeof createSimulator>

/** Makes a desk with its channels and no people. Everything that comes from outside is in the options. */
export function createSimulator(options: SimulatorOptions) {
  const desk = createDesk(options, emptyState(options.ids()))
  const line: Hono<LineEnv> = createLine(desk)
  void signingKey(desk)

  return {
    /** For the routes and for tests that look closer; actions go through the functions below. */
    desk,
    line,
    get state(): State {
      return desk.state
    },
    clock: () => desk.now(),
    /** Grows with every change; a server saves its snapshot when it has grown. */
    revision: () => desk.state.revision,

    /**
     * Answers a call in-process, at LINE's own hosts or under `/simulator/line` of any other.
     * @throws DOMException `TimeoutError` where the desk plays a time-out; TypeError for any other address
     */
    async fetch(url: string, init: CallRequest): Promise<Response> {
      const { host, pathname, search } = new URL(url)
      const path = LINE_HOSTS.includes(host)
        ? pathname
        : pathname.startsWith(`${MOUNTED_AT}/`)
          ? pathname.slice(MOUNTED_AT.length)
          : null
      if (path === null) throw new TypeError(`The simulator answers for LINE only, not for ${url}`)
      init.signal?.throwIfAborted()
      const { method, headers, body } = init
      const answer = await line.request(path + search, { method, headers, ...(body === undefined ? {} : { body }) })
      if (answer.headers.get(LOST)) throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
      return answer
    },

    addChannel(channel: Channel): void {
      const at = desk.channels.findIndex(({ accountId }) => accountId === channel.accountId)
      if (at >= 0) desk.channels[at] = channel
      else desk.channels.push(channel)
    },

    addPerson: (given: Parameters<typeof people.addPerson>[1]): Person => people.addPerson(desk, given),
    follow: (uid: string, accountId: string) => people.follow(desk, uid, accountId),
    block: (uid: string, accountId: string) => people.block(desk, uid, accountId),
    /** The same as following again: LINE sends `follow` with `isUnblocked`. */
    unblock: (uid: string, accountId: string) => people.follow(desk, uid, accountId),
    say: (uid: string, accountId: string, text: string) => people.say(desk, uid, accountId, text),
    sticker: (uid: string, accountId: string, packageId = '446', stickerId = '1988', keywords: string[] = []) =>
      people.sticker(desk, uid, accountId, packageId, stickerId, keywords),
    location: (uid: string, accountId: string, place: people.PlaceOnMap) =>
      people.location(desk, uid, accountId, place),
    image: (uid: string, accountId: string, dataUrl: string) => people.image(desk, uid, accountId, dataUrl),
    tap: (uid: string, accountId: string, action: Parameters<typeof people.tap>[3], picked?: string) =>
      people.tap(desk, uid, accountId, action, picked),
    unsend: (uid: string, accountId: string, messageId: string) => people.unsend(desk, uid, accountId, messageId),
    person: (uid: string): Person | null => desk.state.people[uid] ?? null,
    friendship: (uid: string, accountId: string): Chat['friendship'] => chatOf(desk, accountId, uid).friendship,
    chat: (uid: string, accountId: string): readonly ChatMessage[] => messagesOf(desk, accountId, uid),
    /** The newest message of the account to the person. */
    lastReply: (uid: string, accountId: string): ChatMessage | null =>
      messagesOf(desk, accountId, uid).findLast((message) => message.from === 'account') ?? null,
    quickReply: (uid: string, accountId: string) => chatOf(desk, accountId, uid).quickReply,

    /** Takes a mail into the mailbox of the desk, which stands for everybody's. */
    receiveMail: (mail: Parameters<typeof mailbox.receiveMail>[1]) => mailbox.receiveMail(desk, mail),
    mails: (): readonly MailEntry[] => desk.state.mails,

    /** Builds an event without sending it, for batches and disorder of a test's own making. */
    event: (uid: string, type: string, fields: Record<string, unknown> = {}, replies = true) =>
      webhook.newEvent(desk, uid, type, fields, replies),
    sendEvents: (accountId: string, events: unknown[], more?: webhook.SendOptions) =>
      webhook.sendEvents(desk, accountId, events, more),
    sendBody: (accountId: string, body: string, more?: webhook.SendOptions) =>
      webhook.sendBody(desk, channelOf(desk, accountId), body, more),
    redeliver: (entry: WebhookEntry) => webhook.redeliver(desk, entry),

    calls: (path?: string): CallEntry[] =>
      desk.state.calls.filter((call) => path === undefined || call.path.includes(path)),
    webhooks: (): readonly WebhookEntry[] => desk.state.webhooks,
    /** Recipients counted this month: what a real account would pay for. */
    pushed: (accountId: string): number =>
      Object.values(accountOf(desk, accountId).consumption).reduce((sum, count) => sum + count, 0),

    setFaults(faults: Partial<Faults>): void {
      desk.state.faults = { ...desk.state.faults, ...faults }
      desk.touch()
    },
    clearFaults(): void {
      desk.state.faults = noFaults()
      desk.touch()
    },
    setQuota(accountId: string, quota: number | null): void {
      accountOf(desk, accountId).quota = quota
      desk.touch()
    },

    /** Sends what is due by the desk's clock; a server calls it every second, a test when it wants to. */
    tick: () => webhook.deliverDue(desk),
    /** Moves the desk's clock forwards, then ticks. */
    async advance(milliseconds: number): Promise<WebhookEntry[]> {
      if (!(milliseconds >= 0)) throw new Error('The clock of the desk goes forwards only')
      desk.state.ahead += milliseconds
      desk.touch()
      return webhook.deliverDue(desk)
    },

    idToken: (uid: string, accountId: string, overrides?: IdTokenOverrides) =>
      idTokenOf(desk, uid, accountId, overrides),
    accessToken: (uid: string, accountId: string): string => accessTokenOf(desk, uid, accountId),

    snapshot: (): State => snapshotOf(desk.state),
    /** Takes a snapshot back; the channels stay those of the options. */
    restore(json: unknown): void {
      desk.state = restoredState(json, options.ids())
      desk.touch()
    },
    /** A cleared desk: no people, no chats, no log, no faults. The clock, menus and tokens stay: the bot has not noticed. */
    reset(): void {
      const { ahead, sequence, signing, accounts, channelTokens } = desk.state
      desk.state = { ...emptyState(options.ids()), ahead, sequence, signing, accounts, channelTokens }
      desk.touch()
    },
  }
}
