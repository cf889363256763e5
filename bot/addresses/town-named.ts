import { kanjiNumber } from '../forms/kinds/kanji-number.ts'
import { after } from './alike.ts'
import type { Cities, PostcodeArea, PostcodeFile } from './contract.ts'
import type { City } from './city-named.ts'

/** A town and the house in it, as they were written. */
export interface TownNamed {
  town: string
  rest: string
  /** Whether the town is one that Japan Post knows. */
  isKnown: boolean
}

/** 字 and 大字 stand before a town or do not. */
const hamlet = /^(?:大字|字)/
/** 北一条西 is also written 北1条西, 一番町 1番町. */
const inFigures = (town: string) =>
  town.replace(/[一二三四五六七八九十]+(?=条|番|丁目|区|号|線)/g, (kanji) => String(kanjiNumber(kanji) ?? kanji))

/** The town at the beginning of a text, the longest of these; undefined where there is none. */
export function townNamed(towns: readonly string[], text: string): TownNamed | undefined {
  const before = hamlet.exec(text)?.[0] ?? ''
  let found: TownNamed | undefined
  for (const town of towns)
    for (const written of new Set([town, inFigures(town), town.replace(hamlet, '')])) {
      const rest = after(text.slice(before.length), written)
      if (rest === undefined || before.length + written.length <= (found?.town.length ?? 0)) continue
      found = { town: text.slice(0, before.length + written.length), rest, isKnown: true }
    }
  return found
}

/** Where the numbers of a house begin: 1-2-3, 一丁目2番, but not the figure of 北1条. */
const houseNumber =
  /[0-9０-９]+(?![0-9０-９]*\s*(?:条|線|区|の?町))|[一二三四五六七八九十百]+\s*(?:丁目|番地|番(?!町)|号)|番地[なナ無]|無番地/

/** A town that no data know ends where the numbers begin; undefined without any. */
export function townBeforeNumber(text: string): TownNamed | undefined {
  const at = houseNumber.exec(text)?.index
  return at === undefined ? undefined : { town: text.slice(0, at).trim(), rest: text.slice(at), isKnown: false }
}

/** All towns of a city; rejects while they cannot be looked up. */
export async function townsOf(file: PostcodeFile, all: Cities, { prefecture, city }: City): Promise<string[]> {
  const cities = Object.entries(all[prefecture] ?? {}).filter(([name]) => name === city || isWardOf(name, city))
  const firsts = new Set(cities.flatMap(([, some]) => some))
  const areas = await Promise.all([...firsts].map((first) => file(first)))
  const towns = (areas as (PostcodeArea | null)[]).flatMap((area) =>
    Object.values(area?.codes ?? {}).flatMap((places) =>
      places.flatMap(([at, town, rest]) => {
        const [where, name = ''] = area!.cities[at]!
        return where === prefecture && (name === city || isWardOf(name, city)) && rest === undefined ? [town] : []
      }),
    ),
  )
  return [...new Set(towns)]
}

const isWardOf = (name: string, city: string) => city.endsWith('市') && name.startsWith(city) && name.endsWith('区')
