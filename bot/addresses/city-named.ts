import { after } from './alike.ts'
import type { Cities } from './contract.ts'
import { prefectures } from './prefectures.ts'

export interface City {
  prefecture: string
  city: string
}

/** A city at the beginning of a text, and what follows it; several where its name alone does not tell which. */
export interface CityNamed {
  /** Empty: a prefecture alone. */
  cities: City[]
  prefecture: string | undefined
  following: string
}

/** A county is left out by many: 余市郡余市町 is 余市町. */
const withoutCounty = (city: string) => city.replace(/^.+?(?:郡|島(?=..+村))(?=.+[町村]$)/, '')
/** 横浜市 of 横浜市西区; the ward's name alone is what people say who live there. */
const ofWard = /^(?<parent>.+市)(?<ward>.+区)$/

/** How people write a city, the surest first: as it is, without its county; without its ward; by its ward. */
const writings: ((city: string) => { written: string; city: string }[])[] = [
  (city) => [...new Set([city, withoutCounty(city)])].map((written) => ({ written, city })),
  (city) => parts(city).map(({ parent }) => ({ written: parent, city: parent })),
  (city) => parts(city).map(({ ward }) => ({ written: ward, city })),
]
const parts = (city: string) => {
  const { parent, ward } = ofWard.exec(city)?.groups ?? {}
  return parent !== undefined && ward !== undefined ? [{ parent, ward }] : []
}

/** The prefecture, the city or both at the beginning of a text; null where there is neither. */
export function cityNamed(all: Cities, text: string): CityNamed | null {
  for (const prefecture of prefectures) {
    const full = after(text, prefecture)
    if (full !== undefined) return cityIn(all, full, [prefecture]) ?? only(prefecture, full)
    const short = prefecture === '北海道' ? undefined : after(text, prefecture.slice(0, -1))
    // 京都市 is a city, 東京渋谷区 leaves out a letter.
    const within = short === undefined ? null : cityIn(all, short, [prefecture])
    if (within && !cityIn(all, text, prefectures)) return within
  }
  return cityIn(all, text, prefectures)
}

/** A prefecture is certain; a city that the data do not know, because it is new or gone, is read by how cities end. */
function only(prefecture: string, following: string): CityNamed {
  const [, city, rest] = /^(.{1,8}?郡.{1,6}?[町村]|.{1,6}?市.{1,4}?区|.{1,7}?[市区町村])(.*)$/u.exec(following) ?? []
  if (city === undefined) return { prefecture, cities: [], following }
  return { prefecture, cities: [{ prefecture, city }], following: (rest ?? '').trim() }
}

function cityIn(all: Cities, text: string, among: readonly string[]): CityNamed | null {
  const known = among.flatMap((prefecture) => Object.keys(all[prefecture] ?? {}).map((city) => ({ prefecture, city })))
  const found = writings.map((writing) => longestOf(known, writing, text))
  const first = found.find(({ cities }) => cities.length > 0)
  if (!first) return null
  // 北区 is a ward of Tokyo and of many cities.
  const alsoWards = found.at(-1)!.written === first.written ? found.at(-1)!.cities : []
  const cities = first === found.at(-1) ? first.cities : [...first.cities, ...alsoWards]
  const prefecture = cities.every((one) => one.prefecture === cities[0]!.prefecture) ? cities[0]!.prefecture : undefined
  return { cities, prefecture, following: after(text, text.slice(0, first.written)) ?? '' }
}

/** The cities whose name, written so, stands at the beginning of a text with the most letters. */
function longestOf(
  known: City[],
  writing: (typeof writings)[number],
  text: string,
): { cities: City[]; written: number } {
  let [cities, longest]: [City[], number] = [[], 0]
  for (const { prefecture, city: name } of known)
    for (const { written, city } of writing(name)) {
      if (written.length < longest || after(text, written) === undefined) continue
      if (written.length > longest) cities = []
      longest = written.length
      if (!cities.some((one) => one.city === city && one.prefecture === prefecture)) cities.push({ prefecture, city })
    }
  return { cities, written: longest }
}
