/** Grounds under white letters (black ones in the dark), each at least 4.5 to 1. */
const grounds = [
  'bg-ai-500 dark:bg-ai-400',
  'bg-matsu-500 dark:bg-matsu-400',
  'bg-yamabuki-500 dark:bg-yamabuki-400',
  'bg-sumi-500 dark:bg-sumi-400',
]

/** The colour of an account: always the same one, so that somebody with several knows where they are before they read. */
export function accountGround(accountId: string): string {
  const sum = [...accountId].reduce((so, letter) => (so * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)
  return accountId === 'main' ? grounds[0]! : grounds[1 + (sum % (grounds.length - 1))]!
}
