import type { Scope } from '../scope.ts'

/** Where people open an account's mini-app; a path inside it may follow. Null while the account has no LIFF app. */
export const liffUrlOf = ({ account, settings }: Scope): string | null =>
  account.liffId === null ? null : `${settings.LINE_LIFF_URL}/${account.liffId}`
