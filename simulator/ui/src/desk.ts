import { computed, reactive, ref, watch } from 'vue'
import type { ChatMessage, DeskView, Faults, FlowEntry, LineAction, MailEntry, Person } from '../../shapes.ts'
import { t } from './language.ts'

const POLL_EVERY = 700
const POLL_HIDDEN_EVERY = 5_000
const SHOWN_ENTRIES = 200
const KEY = 'simulator.person'

interface Desk extends Omit<DeskView, 'cursor' | 'whole' | 'messages' | 'flow' | 'mails'> {
  loaded: boolean
  /** The server does not answer. */
  away: boolean
  messages: ChatMessage[]
  /** Newest first. */
  flow: FlowEntry[]
  /** Oldest first. */
  mails: MailEntry[]
}

/** What the desk knows, as last seen. */
export const desk = reactive<Desk>({
  loaded: false,
  away: false,
  now: Date.now(),
  ahead: 0,
  accounts: [],
  people: [],
  chats: [],
  faults: {
    duplicate: false,
    disorder: false,
    redelivery: false,
    standby: false,
    wrongDestination: false,
    latency: 0,
    next: null,
  },
  messages: [],
  flow: [],
  mails: [],
})

/** Why the last order was refused; said aloud, and gone with the next one. */
export const problem = ref('')

const chosenUid = ref(sessionStorage.getItem(KEY) ?? '')
watch(chosenUid, (uid) => sessionStorage.setItem(KEY, uid))
const chosenAccountId = ref('')

export const person = computed(() => desk.people.find(({ uid }) => uid === chosenUid.value) ?? desk.people[0] ?? null)
export const account = computed(
  () => desk.accounts.find(({ accountId }) => accountId === chosenAccountId.value) ?? desk.accounts[0] ?? null,
)
export const chat = computed(
  () =>
    desk.chats.find(({ uid, accountId }) => uid === person.value?.uid && accountId === account.value?.accountId) ??
    null,
)
export const messages = computed(() =>
  desk.messages.filter(({ uid, accountId }) => uid === person.value?.uid && accountId === account.value?.accountId),
)
export const friendshipOf = (uid: string, accountId: string) =>
  desk.chats.find((one) => one.uid === uid && one.accountId === accountId)?.friendship ?? 'none'
export const nameOf = (uid: string | null) => desk.people.find((one) => one.uid === uid)?.name ?? null
export const pictureOf = (uid: string) => `/simulator/api/people/${uid}/picture`

export const choosePerson = (uid: string) => (chosenUid.value = uid)
export const chooseAccount = (accountId: string) => (chosenAccountId.value = accountId)

let cursor = ''
let looking: Promise<void> | null = null

/** Asks what has changed. Two callers at the same time share one question. */
export function look(): Promise<void> {
  return (looking ??= ask().finally(() => (looking = null)))
}

async function ask(): Promise<void> {
  try {
    const answer = await fetch(`/simulator/api/state?after=${encodeURIComponent(cursor)}`)
    if (!answer.ok) throw new Error(String(answer.status))
    const { cursor: next, whole, messages: changed, flow, mails, ...rest } = (await answer.json()) as DeskView
    cursor = next
    Object.assign(desk, rest, { loaded: true, away: false })
    desk.messages = withChanges(whole ? [] : desk.messages, changed)
    desk.flow = [...flow.toReversed(), ...(whole ? [] : desk.flow)].slice(0, SHOWN_ENTRIES)
    if (whole || mails.length > 0) desk.mails = [...(whole ? [] : desk.mails), ...mails]
  } catch {
    desk.away = true
  }
}

function withChanges(known: ChatMessage[], changed: ChatMessage[]): ChatMessage[] {
  if (changed.length === 0) return known
  const newer = new Map(changed.map((message) => [message.id, message]))
  const kept = known.map((message) => {
    const replaced = newer.get(message.id)
    newer.delete(message.id)
    return replaced ?? message
  })
  return [...kept, ...newer.values()]
}

/** Polls for as long as the page is open, seldom while nobody looks. */
export async function keepLooking(): Promise<never> {
  for (;;) {
    await look()
    await new Promise((done) => setTimeout(done, document.hidden ? POLL_HIDDEN_EVERY : POLL_EVERY))
  }
}

async function order<T>(method: string, path: string, body: unknown = {}): Promise<T | null> {
  problem.value = ''
  try {
    const answer = await fetch(`/simulator/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const given = (answer.status === 204 ? null : await answer.json()) as T & { error?: { message: string } }
    if (!answer.ok) problem.value = given?.error?.message ?? String(answer.status)
    return answer.ok ? given : null
  } catch {
    problem.value = t({ ja: 'サーバーから返事がありません。', en: 'The server does not answer.' })
    return null
  } finally {
    await look()
  }
}

const chatPath = (uid: string, accountId: string) => `/chats/${accountId}/${uid}`
const here = () => chatPath(person.value?.uid ?? '', account.value?.accountId ?? '')

export async function addPerson(name: string): Promise<void> {
  const made = await order<Person>('POST', '/people', { name })
  if (made) choosePerson(made.uid)
}

export const setFollowing = (uid: string, accountId: string, following: boolean) =>
  order('PUT', `${chatPath(uid, accountId)}/friendship`, { following })

/** The shortest way in: a ready person who is a friend already. */
export async function beginWith(name: string): Promise<void> {
  await addPerson(name)
  if (person.value && account.value) await setFollowing(person.value.uid, account.value.accountId, true)
}

export const say = (text: string) => order('POST', `${here()}/acts`, { kind: 'text', text })
export const sendSticker = (packageId: string, stickerId: string, keywords: string[]) =>
  order('POST', `${here()}/acts`, { kind: 'sticker', packageId, stickerId, keywords })
export const sendImage = (dataUrl: string) => order('POST', `${here()}/acts`, { kind: 'image', dataUrl })
/** Where everybody on this desk is: a place that LINE's map would name. */
const placeOfAll = {
  title: '仙台駅',
  address: '宮城県仙台市青葉区中央1丁目1-1',
  latitude: 38.260_132,
  longitude: 140.882_438,
}
export const sendLocation = () => order('POST', `${here()}/acts`, { kind: 'location', ...placeOfAll })
export const unsend = (messageId: string) => order('POST', `${here()}/acts`, { kind: 'unsend', messageId })
export const tap = (action: LineAction, picked?: string) =>
  order('POST', `${here()}/acts`, { kind: 'tap', action, ...(picked === undefined ? {} : { picked }) })

export const setFaults = (faults: Partial<Faults>) => order('PATCH', '/faults', faults)
export const moveClock = (forwards: number) => order('POST', '/clock', { forwards })
export const redeliver = (id: string) => order('POST', `/redeliveries/${id}`)
export const clearDesk = () => order('DELETE', '/state')
