import { scaleBand, scaleLinear } from 'd3-scale'

export const margin = { top: 10, right: 18, bottom: 22, left: 40 }

/** The axis of values: from its lowest to its highest tick, so that the zero line and the top are ticks. */
export function valueAxis(lowest: number, highest: number, height: number) {
  const scale = scaleLinear()
    .domain([Math.min(0, lowest), Math.max(1, highest)])
    .nice(4)
    .range([height - margin.bottom, margin.top])
  // People and submissions are whole: a tick at a half would be a figure that cannot be.
  return { scale, ticks: scale.ticks(4).filter((tick) => Number.isInteger(tick)) }
}

/** The axis of columns, and those of them whose label has room under it; the last one always has its label. */
export function columnAxis(keys: string[], width: number) {
  const scale = scaleBand<string>()
    .domain(keys)
    .range([margin.left, Math.max(margin.left + 1, width - margin.right)])
    .paddingInner(0.25)
    .paddingOuter(0.1)
  const room = 44
  const every = Math.max(1, Math.ceil((keys.length * room) / Math.max(room, width - margin.left - margin.right)))
  const labelled = new Set(keys.filter((_, at) => (keys.length - 1 - at) % every === 0))
  return { scale, labelled }
}
