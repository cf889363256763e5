import type { Texts } from '../forms/contract.ts'
import type { MemberLogin } from '../identity-links/contract.ts'
import type { Subscription } from '../integrations/tell-endpoints.ts'

/** An account as verbs use it, with its secrets open; it never leaves the server. */
export interface Account {
  id: string
  name: string
  channelId: string | null
  channelSecret: string | null
  loginChannelId: string | null
  loginChannelSecret: string | null
  liffId: string | null
  /** The bot's own user ID; null until LINE told it. */
  botUserId: string | null
  /** Null: nothing is said to whoever follows. */
  greeting: Texts | null
  /** How members log in; null: there is no member login. */
  memberLogin: MemberLogin | null
  /** What other systems hear of by themselves. */
  subscriptions: Subscription[]
  /** Then it has no channels: nothing comes in, nothing goes out. */
  isDisconnected: boolean
}
