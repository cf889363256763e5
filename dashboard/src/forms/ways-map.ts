import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { isBranched } from '../../../bot/forms/page-door.ts'

/** One stop on the ways through a form, with its place on the map. */
export interface MapStop {
  /** A question's key; `ending:` or `page:` and its key; `end`. */
  id: string
  number: number | null
  question: Question | null
  /** Beside the main line: not everybody gets here. */
  aside: boolean
  /** The page with a condition whose questions stand within it; its own stop says who is asked them. */
  page: string | null
  /** Lines under the title: its condition, then its jumps. */
  lines: number
  x: number
  y: number
  width: number
  height: number
}
export interface MapEdge {
  id: string
  kind: 'on' | 'aside' | 'jump'
  path: string
}

/** Around the questions of a page that not everybody is asked. */
export interface MapFrame {
  id: string
  x: number
  y: number
  width: number
  height: number
}

/** Beyond this a stop is no easier to read. */
const widthMax = 420
const indent = 40
const trunk = 22
const titleHeight = 40
const lineHeight = 20
const gap = 20
const laneWidth = 14
const framePadding = 10

/**
 * The ways through a form as a picture: everybody goes down the trunk; what only some are asked stands beside it, a whole page of it in a frame; jumps
 * leave on the right, each in a lane of its own as long as another one passes there.
 */
export function mapOf(definition: FormDefinition, room: number) {
  const jumping = definition.questions.some(({ jumps }) => jumps?.length)
  const width = Math.min(widthMax, Math.max(220, room - indent - (jumping ? 72 : 8)))
  const stops = placed(definition, width)
  const at = new Map(stops.map((stop, index) => [stop.id, index]))
  const edges: MapEdge[] = []
  for (const [index, stop] of stops.entries()) {
    const next = stops[index + 1]
    if (stop.aside && stop.page === null) edges.push({ id: `aside-${stop.id}`, kind: 'aside', path: asidePath(stop) })
    if (stop.page !== null && stop.question === null)
      edges.push({ id: `aside-${stop.id}`, kind: 'aside', path: pagePath(stop, lastOf(stops, stop.page)) })
    const leaves = stop.question?.jumps?.some(({ when }) => when === undefined) === true && !stop.aside
    if (next && !leaves) edges.push({ id: `on-${stop.id}`, kind: 'on', path: trunkPath(stop, next) })
  }
  const lanes: number[] = []
  const jumps = stops.flatMap((stop, from) =>
    (stop.question?.jumps ?? []).flatMap(({ to }, place) => {
      const target = at.get(
        to === 'end' ? (stops.find(({ question, page }) => !question && page === null)?.id ?? 'end') : to,
      )
      return target === undefined || target <= from ? [] : [{ stop, place, from, to: target }]
    }),
  )
  for (const { stop, place, from, to } of jumps) {
    let lane = lanes.findIndex((until) => until <= from)
    if (lane < 0) lane = lanes.length
    lanes[lane] = to
    const y = stop.y + titleHeight + lineHeight * (stop.lines - (stop.question?.jumps?.length ?? 0) + place) + 8
    edges.push({
      id: `jump-${stop.id}-${place}`,
      kind: 'jump',
      path: jumpPath(stop, y, stops[to]!, width + indent + 16 + lane * laneWidth),
    })
  }
  const last = stops.at(-1)
  return {
    ...{ stops, edges, frames: framesOf(stops) },
    width: width + indent + (jumping ? 24 + lanes.length * laneWidth : 4),
    height: last ? last.y + last.height + 8 : 0,
  }
}

const lastOf = (stops: MapStop[], page: string) => stops.findLast((stop) => stop.page === page)!

function framesOf(stops: MapStop[]): MapFrame[] {
  return stops.flatMap((head) => {
    if (head.page === null || head.question) return []
    const last = lastOf(stops, head.page)
    return [
      {
        ...{ id: head.id, x: head.x - framePadding, y: head.y - 2, width: head.width + 2 * framePadding },
        height: last.y + last.height + framePadding - head.y + 2,
      },
    ]
  })
}

function placed(definition: FormDefinition, width: number): MapStop[] {
  const { questions, endings = [], pages = [] } = definition
  let y = 8
  const place = (stop: Omit<MapStop, 'x' | 'y' | 'width' | 'height'>): MapStop => {
    const height = titleHeight + stop.lines * lineHeight + (stop.lines > 0 ? 6 : 0)
    const inset = stop.page === null ? 0 : framePadding
    const x = stop.aside ? indent + inset : 0
    const made = { ...stop, x, y, width: stop.aside ? width - 2 * inset : width + indent / 2, height }
    // What stands on one page stands closer together, under who is asked it.
    y += height + (stop.page !== null && stop.question === null ? 0 : gap)
    return made
  }
  return [
    ...questions.flatMap((question, index) => {
      const page = pages.find(({ key, showWhen }) => key === question.page && showWhen)?.key ?? null
      const begins = page !== null && questions[index - 1]?.page !== page
      const head = { id: `page:${page}`, number: null, question: null, aside: true, page, lines: 1 }
      return [
        ...(begins ? [place(head)] : []),
        place({
          ...{ id: question.key, number: index + 1, question, page, aside: isBranched(definition, question) },
          lines: (question.showWhen ? 1 : 0) + (question.jumps?.length ?? 0),
        }),
      ]
    }),
    ...endings.map(({ key }) => place({ ...apart, id: `ending:${key}`, aside: true, lines: 1 })),
    place({ ...apart, id: 'end', aside: false, lines: 0 }),
  ]
}

const apart = { number: null, question: null, page: null }

/** From the foot of one stop to the head of the next; past those that stand beside. */
function trunkPath(from: MapStop, to: MapStop): string {
  return `M${trunk} ${from.aside ? from.y - gap / 2 : from.y + from.height}V${to.aside ? to.y - gap / 2 : to.y}`
}

/** Off the trunk to a page, and back to it behind its last question. */
const pagePath = (head: MapStop, last: MapStop): string =>
  `M${trunk} ${head.y - gap / 2}C${trunk} ${head.y + 14} ${trunk} ${head.y + 20} ${head.x - framePadding} ${head.y + 20}M${head.x + 16} ${last.y + last.height + framePadding}C${head.x + 16} ${last.y + last.height + gap} ${trunk} ${last.y + last.height + framePadding} ${trunk} ${last.y + last.height + gap}`

/** Off the trunk, and back to it. */
const asidePath = ({ x, y, height }: MapStop): string =>
  `M${trunk} ${y - gap / 2}C${trunk} ${y + 14} ${trunk + 6} ${y + 20} ${x} ${y + 20}M${x + 24} ${y + height}C${x + 24} ${y + height + 10} ${trunk} ${y + height + 4} ${trunk} ${y + height + gap}`

function jumpPath(from: MapStop, y: number, to: MapStop, x: number): string {
  const end = to.y + titleHeight / 2
  const right = to.x + to.width
  return `M${from.x + from.width} ${y}H${x - 8}Q${x} ${y} ${x} ${y + 8}V${end - 8}Q${x} ${end} ${x - 8} ${end}H${right + 2}`
}
