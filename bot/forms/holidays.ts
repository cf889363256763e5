import { dayAfter, weekdayOf } from './calendar-day.ts'
import type { Texts } from './in-language.ts'

type Named = Texts & { en: string }

// Days of the year, `MM-DD`, and Mondays (month, which one). By the law as it stands since 2020 (国民の祝日に関する法律).
const fixed: Record<string, Named> = {
  '01-01': { ja: '元日', en: "New Year's Day" },
  '02-11': { ja: '建国記念の日', en: 'National Foundation Day' },
  '02-23': { ja: '天皇誕生日', en: "Emperor's Birthday" },
  '04-29': { ja: '昭和の日', en: 'Shōwa Day' },
  '05-03': { ja: '憲法記念日', en: 'Constitution Memorial Day' },
  '05-04': { ja: 'みどりの日', en: 'Greenery Day' },
  '05-05': { ja: 'こどもの日', en: "Children's Day" },
  '11-03': { ja: '文化の日', en: 'Culture Day' },
  '11-23': { ja: '勤労感謝の日', en: 'Labour Thanksgiving Day' },
}
const marine: Named = { ja: '海の日', en: 'Marine Day' }
const mountain: Named = { ja: '山の日', en: 'Mountain Day' }
const sports: Named = { ja: 'スポーツの日', en: 'Sports Day' }
const mondays: [month: number, which: number, Named][] = [
  [1, 2, { ja: '成人の日', en: 'Coming of Age Day' }],
  [7, 3, marine],
  [9, 3, { ja: '敬老の日', en: 'Respect for the Aged Day' }],
  [10, 2, sports],
]
/** The years of the Olympic Games moved three of them. */
const olympic: Record<number, [string, Named][]> = {
  2020: [
    ['07-23', marine],
    ['07-24', sports],
    ['08-10', mountain],
  ],
  2021: [
    ['07-22', marine],
    ['07-23', sports],
    ['08-08', mountain],
  ],
}
const substitute: Named = { ja: '振替休日', en: 'Substitute holiday' }
const between: Named = { ja: '国民の休日', en: "Citizens' holiday" }

const two = (number: number) => String(number).padStart(2, '0')

/** The astronomers' approximation, which has agreed with every announcement of the equinoxes; good until 2099. */
const equinox = (year: number, base: number) =>
  Math.floor(base + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4)

function monday(year: number, month: number, which: number): string {
  const first = weekdayOf(`${year}-${two(month)}-01`)
  return `${year}-${two(month)}-${two(((8 - first) % 7) + 1 + (which - 1) * 7)}`
}

function holidaysOf(year: number): Map<string, Named> {
  const moved = olympic[year]
  const named: [string, Named][] = [
    ...Object.entries(fixed),
    ...mondays.flatMap(([month, which, name]): [string, Named][] =>
      moved && (name === marine || name === sports) ? [] : [[monday(year, month, which).slice(5), name]],
    ),
    [`03-${two(equinox(year, 20.8431))}`, { ja: '春分の日', en: 'Vernal Equinox Day' }],
    [`09-${two(equinox(year, 23.2488))}`, { ja: '秋分の日', en: 'Autumnal Equinox Day' }],
    ...(moved ?? [['08-11', mountain] satisfies [string, Named]]),
  ]
  const days = new Map(named.map(([day, name]) => [`${year}-${day}`, name]))
  const own = [...days.keys()]
  // One on a Sunday is made good on the next day that is none; a day between two of them is one too.
  for (const day of own) {
    if (weekdayOf(day) !== 0) continue
    let next = dayAfter(day, 1)
    while (days.has(next)) next = dayAfter(next, 1)
    days.set(next, substitute)
  }
  for (const day of own) {
    const middle = dayAfter(day, 1)
    if (own.includes(dayAfter(day, 2)) && !days.has(middle)) days.set(middle, between)
  }
  return days
}

const known = /* @__PURE__ */ new Map<number, Map<string, Named>>()

/** What a day (`YYYY-MM-DD`) is called that is a public holiday of Japan, from 2020 on; null when it is none. */
export function holidayOn(day: string): Named | null {
  const year = Number(day.slice(0, 4))
  if (!(year >= 2020 && year <= 2099)) return null
  const days = known.get(year) ?? holidaysOf(year)
  known.set(year, days)
  return days.get(day) ?? null
}
