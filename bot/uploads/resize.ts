/** Pixels as RGBA bytes, row by row. */
export interface Pixels {
  data: Uint8Array | Uint8ClampedArray
  width: number
  height: number
}

/** What of the source falls on one place of the result: the first column (or row) and the share of each. */
interface Share {
  first: number
  weights: number[]
}

/**
 * The picture at most `longMax` long, each new pixel the mean of the area that it stands for; a smaller one is returned
 * as it is. One row of the result is held at a time, because a photo is large and memory is not.
 */
export function shrink(source: Pixels, longMax: number): Pixels {
  const scale = longMax / Math.max(source.width, source.height)
  if (scale >= 1) return source
  const width = Math.max(1, Math.round(source.width * scale))
  const height = Math.max(1, Math.round(source.height * scale))
  const columns = sharesOf(source.width, width)
  const rows = sharesOf(source.height, height)
  const data = new Uint8ClampedArray(width * height * 4)
  const sums = new Float32Array(width * 4)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    const { first, weights } = rows[y]!
    weights.forEach((weight, i) => addRow(sums, source, { row: first + i, columns, weight }))
    writeRow(data, sums, y * width * 4)
  }
  return { data, width, height }
}

function sharesOf(from: number, to: number): Share[] {
  const step = from / to
  return Array.from({ length: to }, (_, at) => {
    const begin = at * step
    const end = Math.min(from, begin + step)
    const first = Math.floor(begin)
    const weights: number[] = []
    for (let i = first; i < end; i++) weights.push((Math.min(end, i + 1) - Math.max(begin, i)) / step)
    return { first, weights }
  })
}

/** Adds one row of the source; colours count by how opaque they are, so that what is behind glass does not shine through. */
function addRow(
  sums: Float32Array,
  { data, width }: Pixels,
  { row, columns, weight }: { row: number; columns: Share[]; weight: number },
): void {
  const start = row * width * 4
  for (let x = 0; x < columns.length; x++) {
    const { first, weights } = columns[x]!
    let [red, green, blue, alpha] = [0, 0, 0, 0]
    for (let i = 0; i < weights.length; i++) {
      const at = start + (first + i) * 4
      const opacity = data[at + 3]! * weights[i]!
      red += data[at]! * opacity
      green += data[at + 1]! * opacity
      blue += data[at + 2]! * opacity
      alpha += opacity
    }
    sums[x * 4]! += red * weight
    sums[x * 4 + 1]! += green * weight
    sums[x * 4 + 2]! += blue * weight
    sums[x * 4 + 3]! += alpha * weight
  }
}

function writeRow(data: Uint8ClampedArray, sums: Float32Array, start: number): void {
  for (let i = 0; i < sums.length; i += 4) {
    const alpha = sums[i + 3]!
    if (alpha === 0) continue
    data[start + i] = sums[i]! / alpha
    data[start + i + 1] = sums[i + 1]! / alpha
    data[start + i + 2] = sums[i + 2]! / alpha
    data[start + i + 3] = alpha
  }
}
