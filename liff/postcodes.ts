import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import type { Cities, PostcodeArea } from '../bot/addresses/contract.ts'

type Row = [
  code: string,
  prefecture: string,
  city: string,
  town: string,
  block: string,
  office: string,
  ...kana: string[],
]

/**
 * Writes Japan Post's postcodes into the build, one small file for each first three digits, so that looking one up tells
 * nobody but us where somebody lives; and the cities that they are of. The package holds towns that share a code and the
 * codes of single offices.
 */
export function postcodes(): Plugin {
  return {
    name: 'postcodes',
    generateBundle() {
      for (const { name, content } of postcodeFiles()) {
        this.emitFile({ type: 'asset', fileName: `postcodes/${name}.json`, source: JSON.stringify(content) })
      }
    },
  }
}

/** The areas by their first three digits, and `cities`. */
function postcodeFiles(): { name: string; content: PostcodeArea | Cities }[] {
  return [
    ...firsts().map((first) => ({ name: first, content: postcodeArea(first) })),
    { name: 'cities', content: cities() },
  ]
}

const folder = () => join(dirname(createRequire(import.meta.url).resolve('jquery-jpostal-ja/package.json')), 'json')
const firsts = () => readdirSync(folder()).flatMap((name) => /^(\d{3})\.json$/.exec(name)?.[1] ?? [])
const rowsOf = (first: string) => rowsIn(readFileSync(join(folder(), `${first}.json`), 'utf8'))

/** All codes that begin with these three digits. */
export const postcodeArea = (first: string): PostcodeArea => areaOf(rowsOf(first))

/** Every city, and where its codes are. */
export function cities(): Cities {
  const all: Cities = {}
  for (const first of firsts())
    for (const [, prefecture, city] of rowsOf(first)) {
      const known = ((all[prefecture] ??= {})[city] ??= [])
      if (known.at(-1) !== first) known.push(first)
    }
  return all
}

/** The files are calls of a function with one array: `callback([…]);`. Nothing in them is run. */
const rowsIn = (text: string) => JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf(']') + 1)) as Row[]

function areaOf(rows: Row[]): PostcodeArea {
  const area: PostcodeArea = { cities: [], codes: {} }
  const positions = new Map<string, number>()
  for (const [code, prefecture, city, town, block, office] of rows) {
    const name = `${prefecture} ${city}`
    if (!positions.has(name)) positions.set(name, area.cities.push([prefecture, city]) - 1)
    const entry: PostcodeArea['codes'][string][number] = [positions.get(name)!, townOf(town)]
    const rest = [block, office].map(plain).filter((part) => part !== '')
    if (rest.length > 0) entry.push(rest.join(' '))
    const entries = (area.codes[code.slice(-4)] ??= [])
    if (!entries.some((known) => JSON.stringify(known) === JSON.stringify(entry))) entries.push(entry)
  }
  return area
}

/** 一円 says that the whole place has this code; it is no part of an address, but for the one town of that name. */
const townOf = (town: string) => plain(town === '一円' ? town : town.replace(/.*一円$/, ''))

/** Japan Post writes digits, letters and spaces in full width. */
const plain = (text: string) => text.normalize('NFKC').replaceAll('−', '-').replace(/\s+/g, ' ').trim()
