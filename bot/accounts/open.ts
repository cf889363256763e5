import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { loadAccount } from './load.ts'

/** The account of the page with its secrets open: staff routes have them closed, and only calls to LINE need them. */
export async function openScope(scope: StaffScope): Promise<Scope> {
  const account = await loadAccount(scope, scope.account.id)
  if (!account) throw notFound('The account')
  return scopeOf(scope, account, { kind: 'system' })
}
