import * as v from 'valibot'

/**
 * A place in a list: the sort value of a row, and its key where two are equal. It goes out as opaque text, comes
 * back as it was, and anything else is refused.
 */
export interface Cursor {
  at: number
  key: string
}

const placeSchema = v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.maxLength(200))])

export function cursorText({ at, key }: Cursor): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(JSON.stringify([at, key])))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

export const cursorSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,400}$/),
  v.rawTransform(({ dataset, addIssue, NEVER }): Cursor => {
    const place = placeOf(dataset.value)
    if (place) return place
    addIssue({ message: 'The cursor is broken' })
    return NEVER
  }),
)

function placeOf(text: string): Cursor | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    const [at, key] = v.parse(placeSchema, JSON.parse(new TextDecoder().decode(bytes)))
    return { at, key }
  } catch {
    return undefined
  }
}
