import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project folder, whatever folder the command was typed in. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** One line for the person at the terminal, in both languages of the product. */
export function say(ja, en) {
  console.log(`${ja} / ${en}`)
}

/** Ends the command with what went wrong and what to do about it. */
export function giveUp(ja, en) {
  console.error(`\n${ja}\n${en}\n`)
  process.exit(1)
}

/** Seconds since `start` (a value of `performance.now()`), for people: `1.2 s`. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`
