import type { Place } from '../../../bot/addresses/contract.ts'
import { placesAt as placesIn } from '../../../bot/addresses/postcode.ts'
import { servedFile } from '../../../bot/addresses/served-file.ts'

export { postcodeDigits } from '../../../bot/addresses/postcode.ts'
export type { Place }

const fromServer = servedFile((name) => fetch(`${import.meta.env.BASE_URL}postcodes/${name}`))
const files = new Map<string, Promise<unknown>>()

/**
 * The places that have this postcode; several towns may share one. Asked of our own server only.
 * @throws TypeError when the server cannot be reached
 */
export const placesAt = (digits: string): Promise<Place[]> => placesIn(kept, digits)

/** A failure is not kept: the next attempt asks again. */
function kept(name: string): Promise<unknown> {
  const known = files.get(name)
  if (known) return known
  const asking = fromServer(name)
  asking.catch(() => files.delete(name))
  files.set(name, asking)
  return asking
}
