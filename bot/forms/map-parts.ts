/**
 * A part of a form with other parts in it put in their places.
 * @param placed what stands in the place of an object or a text; undefined: it stays, and is gone into
 */
export function mapParts<T>(part: T, placed: (part: object | string) => unknown): T {
  const walked = (one: unknown): unknown => {
    if (typeof one !== 'string' && (typeof one !== 'object' || one === null)) return one
    const found = placed(one)
    if (found !== undefined) return found
    if (typeof one === 'string') return one
    if (Array.isArray(one)) return one.map(walked)
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walked(inner)]))
  }
  return walked(part) as T
}
