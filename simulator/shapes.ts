/** The words that the simulator and its phone share: types only, so that the browser may import them. */

export type Language = 'ja' | 'en'

/** Someone who uses LINE on this desk. One person has the same UID at every account, as within one LINE provider. */
export interface Person {
  /** `U` and 32 hex digits. */
  uid: string
  name: string
  language: Language
  status: string
  madeAt: number
}

export type Friendship = 'none' | 'following' | 'blocked'

/** What one person and one account are to each other. */
export interface Chat {
  accountId: string
  uid: string
  friendship: Friendship
  /** Whether the account was ever added, which makes the next follow an unblocking. */
  knew: boolean
  /** When the person last wrote; someone who wrote within seven days can be pushed to without being a friend. */
  wroteAt: number | null
  quickReply: QuickReplyItem[]
  /** Until when the account shows that it is typing. */
  loadingUntil: number
  linkedMenuId: string | null
}

export interface ChatMessage {
  id: string
  revision: number
  accountId: string
  uid: string
  at: number
  from: 'person' | 'account'
  by: 'person' | 'reply' | 'push' | 'multicast'
  /** A LINE message object as sent by the account, or the `message` of the person's webhook event. */
  content: LineMessage
  read: boolean
  unsent: boolean
}

/** The switches on the desk. */
export interface Faults {
  /** Every webhook is delivered twice. */
  duplicate: boolean
  /** Every other webhook is held back until the one after it has gone. */
  disorder: boolean
  /** A webhook that got no 2xx is delivered again, later. */
  redelivery: boolean
  /** Events come in mode `standby`, without reply tokens. */
  standby: boolean
  /** `destination` names another bot. */
  wrongDestination: boolean
  /** Milliseconds that LINE takes for every answer. */
  latency: number
  next: NextFault | null
}

export type FaultKind = 'error' | 'rate_limit' | 'quota' | 'timeout_before' | 'timeout_after' | 'garbled'

/** What the next calls get. */
export interface NextFault {
  kind: FaultKind
  calls: number
  /** Only calls whose path contains this; all sends when not given. */
  path?: string
}

export type WebhookVerdict = 'answered' | 'refused' | 'slow' | 'unreachable' | 'held' | 'off'
export type CallVerdict = 'accepted' | 'dropped' | 'refused' | 'repeated' | 'fault'

/** One delivery of one webhook. */
export interface WebhookEntry {
  kind: 'webhook'
  id: string
  revision: number
  at: number
  accountId: string
  uid: string | null
  /** The types of the events inside. */
  events: string[]
  url: string
  signature: string
  request: string
  status: number | null
  answer: string
  took: number
  /** 1 for the first delivery. */
  attempt: number
  duplicate: boolean
  verdict: WebhookVerdict
}

/** One call of LINE's API. */
export interface CallEntry {
  kind: 'call'
  id: string
  revision: number
  at: number
  accountId: string | null
  uid: string | null
  method: string
  path: string
  retryKey: string | null
  request: string
  status: number
  answer: string
  took: number
  verdict: CallVerdict
  fault: FaultKind | null
}

export type FlowEntry = WebhookEntry | CallEntry

export interface RichMenuObject {
  size: { width: number; height: number }
  selected: boolean
  name: string
  chatBarText: string
  areas: { bounds: { x: number; y: number; width: number; height: number }; action: LineAction }[]
}

export interface LineAction {
  type: string
  label?: string
  text?: string
  data?: string
  displayText?: string
  uri?: string
  mode?: 'date' | 'time' | 'datetime'
  initial?: string
  min?: string
  max?: string
  inputOption?: string
  fillInText?: string
  clipboardText?: string
  richMenuAliasId?: string
}

export interface QuickReplyItem {
  type?: string
  imageUrl?: string
  action: LineAction
}

export interface LineMessage {
  type: string
  text?: string
  packageId?: string
  stickerId?: string
  originalContentUrl?: string
  previewImageUrl?: string
  altText?: string
  title?: string
  address?: string
  latitude?: number
  longitude?: number
  template?: TemplateObject
  contents?: FlexContainer
  quickReply?: { items: QuickReplyItem[] }
  sender?: { name?: string; iconUrl?: string }
  /** `textV2`: what stands for `{key}`. */
  substitution?: Record<string, { type: string }>
}

export interface TemplateColumn {
  title?: string
  text?: string
  thumbnailImageUrl?: string
  imageUrl?: string
  imageBackgroundColor?: string
  defaultAction?: LineAction
  actions?: LineAction[]
  action?: LineAction
}

export interface TemplateObject extends TemplateColumn {
  type: string
  imageAspectRatio?: string
  imageSize?: string
  columns?: TemplateColumn[]
}

export interface FlexContainer {
  type: string
  contents?: FlexContainer[]
  size?: string
  direction?: string
  header?: FlexComponent
  hero?: FlexComponent
  body?: FlexComponent
  footer?: FlexComponent
  styles?: Record<string, { backgroundColor?: string; separator?: boolean; separatorColor?: string } | undefined>
  action?: LineAction
}

/** Every property of every Flex component; `type` says which of them count. */
export interface FlexComponent {
  type: string
  layout?: 'horizontal' | 'vertical' | 'baseline'
  contents?: FlexComponent[]
  text?: string
  url?: string
  size?: string
  weight?: string
  style?: string
  decoration?: string
  color?: string
  wrap?: boolean
  maxLines?: number
  lineSpacing?: string
  flex?: number
  align?: string
  gravity?: string
  margin?: string
  spacing?: string
  height?: string
  maxHeight?: string
  width?: string
  maxWidth?: string
  paddingAll?: string
  paddingTop?: string
  paddingBottom?: string
  paddingStart?: string
  paddingEnd?: string
  backgroundColor?: string
  borderColor?: string
  borderWidth?: string
  cornerRadius?: string
  justifyContent?: string
  alignItems?: string
  position?: string
  offsetTop?: string
  offsetBottom?: string
  offsetStart?: string
  offsetEnd?: string
  aspectRatio?: string
  aspectMode?: string
  action?: LineAction
}

/** A mail in the mailbox of the desk. */
export interface MailEntry {
  id: string
  revision: number
  at: number
  to: string
  subject: string
  text: string
}

/** What the phone polls: the small things whole, messages and flow only as far as they changed since the cursor. */
export interface DeskView {
  cursor: string
  /** True when `messages` and `flow` are everything there is, so that what the phone has must go. */
  whole: boolean
  now: number
  /** Milliseconds by which the desk's clock is ahead of the machine's. */
  ahead: number
  accounts: AccountView[]
  people: Person[]
  chats: Chat[]
  faults: Faults
  messages: ChatMessage[]
  flow: FlowEntry[]
  mails: MailEntry[]
}

export interface AccountView {
  accountId: string
  name: string
  basicId: string
  liffId: string | null
  defaultMenuId: string | null
  menus: { id: string; menu: RichMenuObject }[]
  /** Pushed messages of this month, counted by recipient, and how many are included; null without a limit. */
  pushed: number
  quota: number | null
}
