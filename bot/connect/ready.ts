import type { Ground, Situation } from './contract.ts'

/** The addresses that an owner passes on: the mini-app, and where people add the account as a friend. */
export function addressesOf(
  { settings }: Ground,
  { bot }: Situation,
  liffId: string | null,
): { liff: string | null; addFriend: string | null } {
  return {
    liff: liffId && `${settings.LINE_LIFF_URL}/${liffId}`,
    addFriend: bot?.basicId ? `https://line.me/R/ti/p/${encodeURIComponent(bot.basicId)}` : null,
  }
}
