import { onOneLine } from '../forms/kinds/plain.ts'
import { after } from './alike.ts'
import { cityNamed, type City, type CityNamed } from './city-named.ts'
import type { AddressRead, Cities, KnownAddress, Place, PostcodeFile } from './contract.ts'
import { latinAddress } from './latin.ts'
import { placesAt, postcodeDigits } from './postcode.ts'
import { townBeforeNumber, townNamed, townsOf } from './town-named.ts'

const digit = '[0-9０-９]'
const hyphen = '[-‐‑‒–—―−ーｰ－﹣─━⁃の.・]'
const code = `(?:〒|郵便番号)?[\\s:：は]*(${digit}{3}\\s*${hyphen}?\\s*${digit}{4})(?!${digit}|${hyphen})`
const atBeginning = new RegExp(`^${code}[\\s、,。]*`, 'u')
const atEnd = new RegExp(`[\\s、,。(（]+${code}[\\s)）。]*$`, 'u')
/** A digital address of Japan Post: letters and figures, of which nothing tells where it is. */
const digital = /^(?=.*\d)(?=.*[a-z])[0-9a-z]{3}-?[0-9a-z]{4}$/i
/** Nobody writes longer ones. */
const lengthMax = 400

const preface = /^(?:(?:現|ご)?住所|自宅|家|おところ)(?:は|[:：])\s*/u
const politeness = /(?:です|でお願いします|になります)?[。.!！]*$/u

/**
 * What a typed text tells of an address, with what is known of it: its postcode, all of it on one line in Japanese or Latin
 * letters, its town, its house number. Null where it tells nothing, or nothing that is certain. Names that Japan Post knows are
 * written as it writes them, all else as it was typed.
 */
export async function readAddress(
  file: PostcodeFile,
  typed: string,
  known: KnownAddress = {},
): Promise<AddressRead | null> {
  const text = onOneLine(typed).replace(preface, '').replace(politeness, '').trim()
  if (text === '' || text.length > lengthMax) return null
  const plain = text.normalize('NFKC')
  if (digital.test(plain)) return { known: { postcode: plain }, among: [], postcode: 'unknown' }
  const [whole, postcode] = atBeginning.exec(text) ?? atEnd.exec(text) ?? []
  const digits = postcode === undefined ? null : postcodeDigits(postcode)
  if (whole === undefined || digits === null) return within(file, text, known)
  const following = text.startsWith(whole) ? text.slice(whole.length) : text.slice(0, -whole.length)
  const places = await placesAt(file, digits).catch(() => null)
  // The number of a house in a place that is known, and no postcode after all: 100-1234.
  if (places?.length === 0 && known.city !== undefined && following === '') return within(file, text, known)
  return following === '' ? placed(digits, places) : withPostcode(file, digits, places, following)
}

/** What a postcode alone tells. */
function placed(postcode: string, places: Place[] | null): AddressRead {
  const [first, ...more] = places ?? []
  if (!first) return { known: { postcode }, among: [], postcode: places ? 'unknown' : 'unreachable' }
  if (more.length === 0) return { known: { postcode, ...partsOf(first) }, among: [] }
  const shared = (part: 'prefecture' | 'city') =>
    more.every((one) => one[part] === first[part]) ? { [part]: first[part] } : {}
  return { known: { postcode, ...shared('prefecture'), ...shared('city') }, among: places! }
}

const partsOf = ({ prefecture, city, town, rest }: Place): KnownAddress => ({
  ...{ prefecture, city, town },
  ...(rest && { office: rest }),
})

/** A postcode, and an address beside it that names its place once more, in part or not at all. */
async function withPostcode(
  file: PostcodeFile,
  postcode: string,
  places: Place[] | null,
  text: string,
): Promise<AddressRead | null> {
  const read = await within(file, text, placed(postcode, places).known)
  if (!read) return null
  const { city } = read.known
  const isOther = city !== undefined && places?.[0] !== undefined && !places.some((one) => isIn(one, read.known))
  const clash = isOther && !/[a-z]/i.test(city) ? { postcode: 'elsewhere' as const } : {}
  return { known: { ...read.known, postcode }, among: read.among, ...clash }
}

/** 横浜市 is where 横浜市西区 is. */
const isIn = ({ prefecture, city }: Place, known: KnownAddress) =>
  prefecture === known.prefecture && known.city !== undefined && city.startsWith(known.city)

/** An address by its names, or what comes next of one whose place is known. */
async function within(file: PostcodeFile, text: string, known: KnownAddress): Promise<AddressRead | null> {
  const { postcode, prefecture, city } = known
  const latin = latinAddress(text)
  // Tokyo Heights 101 is a house in a place that is known.
  if (latin && (city === undefined || latin.city !== undefined))
    return { known: { ...(postcode !== undefined && { postcode }), ...latin }, among: [] }
  const all = ((await file('cities').catch(() => null)) ?? {}) as Cities
  const open = openCities(all, known).find((one) => isCalled(one, text))
  if (open) return { known: { ...known, ...open }, among: [] }
  const anew = await byNames(file, all, text, city === undefined && postcode !== undefined ? { postcode } : {})
  // 宮町1-2 after 府中市, of which there are two: the town may tell which.
  if (prefecture === undefined && city !== undefined) return anew ?? byNames(file, all, city + text, {})
  if (prefecture === undefined || city === undefined) return anew
  const following = after(after(text, prefecture) ?? text, city)
  if (following === undefined && anew && isElsewhere(text, anew.known)) return anew
  // In a place that is known a text is its town or its house.
  return inCity(file, all, { prefecture, city }, following ?? text, known)
}

/** 東京, 東京都 and 東京都府中市 tell which of two cities is meant. */
const isCalled = ({ prefecture, city }: City, text: string) =>
  [prefecture, prefecture.slice(0, -1), prefecture + city].includes(text)

/** It begins with its prefecture, or with a city: 大阪市北区梅田. A building may be called 府中市民会館. */
function isElsewhere(text: string, { prefecture, city = '' }: KnownAddress): boolean {
  if (prefecture === undefined) return false
  if (after(text, prefecture) !== undefined) return true
  const following = city.includes('市') ? after(text, city) : undefined
  return following !== undefined && !/^(?:民|立|営|役所)/.test(following)
}

/** An address that begins with its prefecture or its city. */
async function byNames(file: PostcodeFile, all: Cities, text: string, kept: KnownAddress): Promise<AddressRead | null> {
  const named = cityNamed(all, text)
  if (!named) return null
  const { cities, following, prefecture } = named
  const [only, ...more] = cities
  if (only)
    return more.length === 0 ? inCity(file, all, only, following, kept) : amongCities(file, all, named, text, kept)
  return following === '' && prefecture !== undefined ? { known: { ...kept, prefecture }, among: [] } : null
}

/** A town and a house in a city. A text that is neither a known town nor has a number in it tells nothing. */
async function inCity(
  file: PostcodeFile,
  all: Cities,
  { prefecture, city }: City,
  text: string,
  known: KnownAddress,
): Promise<AddressRead | null> {
  const here: KnownAddress = { ...known, prefecture, city }
  if (text === '') return { known: here, among: [] }
  const { town } = known
  if (town !== undefined && known.city === city) {
    const following = after(text, town)
    const rest = following ?? text
    if (rest === '') return { known: here, among: [] }
    // 北一条西2丁目, written in full, is where a house in Sapporo stands.
    const isHouse = hasHouse(rest) || (following !== undefined && block.test(rest))
    return isHouse ? { known: { ...here, rest }, among: [] } : null
  }
  const towns = await townsOf(file, all, { prefecture, city }).catch(() => [])
  const named = townNamed(towns, text) ?? townBeforeNumber(text)
  if (!named) return null
  return { known: { ...here, town: named.town, ...(named.rest && { rest: named.rest }) }, among: [] }
}

const figures = '(?:\\d+|[一二三四五六七八九十百]+)'
const block = new RegExp(`^${figures}丁目?[\\sの]*`, 'u')
/** An hour, a day, a price, a floor: a number that is none of a house. */
const otherNumber = /^\D*\d+\s*(?:[時日円階月名人:]|f(?![a-z]))/iu
const house = new RegExp(
  `^\\d|^${figures}(?:番|号|${hyphen})|\\d(?:$|\\s|番|号|${hyphen})|番地[はが]?(?:[なナ無]|あり)`,
  'u',
)

/** Whether a text tells a house; 3丁目 alone tells where to look for it, and 明日3時に電話ください is a remark. */
function hasHouse(text: string): boolean {
  const behind = text.normalize('NFKC').replace(block, '')
  return house.test(behind) && !otherNumber.test(behind)
}

/** A name that several cities have: the town behind it may tell which; else the person does. */
async function amongCities(
  file: PostcodeFile,
  all: Cities,
  { cities, following }: CityNamed,
  text: string,
  known: KnownAddress,
): Promise<AddressRead | null> {
  const towns = await Promise.all(cities.map((city) => townsOf(file, all, city).catch(() => [])))
  const fitting = cities.filter((_, at) => townNamed(towns[at]!, following))
  if (fitting.length === 1) return inCity(file, all, fitting[0]!, following, known)
  const house = fitting.length > 0 ? townNamed(towns.flat(), following) : townBeforeNumber(following)
  if (following !== '' && !house) return null
  const city = text.slice(0, text.length - following.length).trim()
  const said = { ...(house && { town: house.town }), ...(house?.rest && { rest: house.rest }) }
  return { known: { ...known, city, ...said }, among: cities.map((one) => ({ ...one, town: '', rest: '' })) }
}

/** The cities of a name that does not tell which; none where a prefecture does. */
const openCities = (all: Cities, { prefecture, city }: KnownAddress): City[] =>
  prefecture === undefined && city !== undefined ? (cityNamed(all, city)?.cities ?? []) : []

/** The places of which an address is one as far as it is known: what has to be asked about. Empty where it is clear. */
export async function amongOf(file: PostcodeFile, known: KnownAddress): Promise<Place[]> {
  const { postcode, town, city, prefecture } = known
  if (prefecture === undefined && city !== undefined) {
    const all = ((await file('cities').catch(() => null)) ?? {}) as Cities
    return openCities(all, known).map((one) => ({ ...one, town: '', rest: '' }))
  }
  if (postcode === undefined || town !== undefined) return []
  const places = await placesAt(file, postcode).catch(() => [])
  return places.length > 1 ? places : []
}
