import type { Account } from './accounts/account.ts'
import type { Deps } from './deps.ts'

/** Who acts, and how that was proven. */
export type Actor =
  | { kind: 'friend'; proof: 'webhook_signature' | 'id_token'; uid: string }
  | { kind: 'staff'; staffId: string; role: 'owner' | 'editor' | 'viewer' }
  | { kind: 'system' }

/** The first argument of every verb. Every query of a verb filters by `scope.account.id`. */
export interface Scope extends Deps {
  account: Account
  actor: Actor
}

export const scopeOf = (deps: Deps, account: Account, actor: Actor): Scope => ({ ...deps, account, actor })
