import type { Scope } from '../../scope.ts'

/** Where the chat fetches the pictures of an account, without the id. LINE takes https alone; null where there is none. */
export const picturesUrlOf = ({ account, settings }: Pick<Scope, 'account' | 'settings'>): string | null =>
  settings.PUBLIC_URL.startsWith('https:') ? `${settings.PUBLIC_URL}/liff/${account.id}/pictures` : null
