import type { KnownAddress, Place } from '../addresses/contract.ts'
import { addressLine } from '../forms/kinds/address-line.ts'
import { addressWords } from './address-words.ts'
import { knownAddress } from './address-known.ts'
import type { Setting } from './contract.ts'
import { listedMax } from './hand-over.ts'

type Asking = Setting & { ticked: string[] }

/** What is known of an address so far, on one line; null while that is nothing. */
export function addressBody({ ticked }: Asking): string | null {
  const { postcode = '', office: _office, ...parts } = knownAddress(ticked)
  const code = /^\d{7}$/.test(postcode) ? `${postcode.slice(0, 3)}-${postcode.slice(3)}` : postcode
  return [code && `〒${code}`, addressLine(parts)].filter(Boolean).join(' ') || null
}

/** What is to be sent next. */
export function addressNote(asking: Asking): string {
  const { liffUrl, language, address } = asking
  const say = addressWords(language)
  const { postcode, prefecture, city, town } = knownAddress(asking.ticked)
  const page = liffUrl === null ? [] : [say.orPage]
  const { length } = address?.among ?? []
  if (length > 0 && length <= listedMax) return [say.choosePlace, say.otherPlace].join('\n')
  if (prefecture !== undefined && city !== undefined)
    return [town === undefined ? say.typeTown : say.typeHouse, say.otherPlace].join('\n')
  if (prefecture !== undefined) return say.typeCity
  return [postcode === undefined && city === undefined ? say.typeAddress : say.typeWhole, ...page].join('\n')
}

/** What a place among several is called where the others differ. */
function placeLabel(place: Place, among: Place[], otherTown: string): string {
  const isSameCity = among.every(({ prefecture, city }) => prefecture === place.prefecture && city === place.city)
  const town = [place.town || (isSameCity ? otherTown : ''), place.rest].filter(Boolean).join(' ')
  return isSameCity ? town : `${place.prefecture}${place.city}${town}`
}

const markOf = ({ postcode, city }: KnownAddress) => postcode ?? city ?? ''

/** The places that are buttons, and the house of an office's own postcode. */
export function addressButtons({ ticked, language, address }: Asking): { value: string; label: string }[] {
  const known = knownAddress(ticked)
  const { otherTown } = addressWords(language)
  if (known.office !== undefined) return [{ value: `office.${markOf(known)}`, label: known.office }]
  const { among = [] } = address ?? {}
  if (among.length > listedMax) return []
  return among.map((place, at) => ({
    value: `${at}.${markOf(known)}`,
    label: placeLabel(place, among, otherTown),
  }))
}

/** What is known after a button was tapped; null for one from before another place was named. */
export function addressTapped(value: string, { ticked, address }: Asking): KnownAddress | null {
  const known = knownAddress(ticked)
  const [, which = '', mark] = /^(office|\d{1,2})\.(.*)$/u.exec(value) ?? []
  if (mark === undefined || mark !== markOf(known)) return null
  const { office, ...parts } = known
  if (which === 'office') return office === undefined ? null : { ...parts, rest: office }
  const place = address?.among[Number(which)]
  if (!place) return null
  const { prefecture, city, town, rest } = place
  // A city that was to be chosen leaves the town as it was said.
  if (known.prefecture === undefined && known.city !== undefined) return { ...parts, prefecture, city }
  return { ...parts, prefecture, city, town, ...(rest && { office: rest }) }
}
