import * as v from 'valibot'

/** The lists that can be kept as somebody likes to see them. */
export const viewPages = ['submissions', 'friends', 'customers', 'talks'] as const
export type ViewPage = (typeof viewPages)[number]

/** So many views of one page somebody keeps. */
export const viewsMax = 20

/**
 * What a view may keep of a page's address. No search word: it may be somebody's name, and a view may be shown to colleagues who see no
 * names, and outlives the person.
 */
const kept: Record<ViewPage, readonly string[]> = {
  submissions: ['form', 'state', 'assignee', 'way', 'from', 'to', 'sort', 'columns'],
  friends: ['friendship', 'link', 'change', 'from', 'to', 'tag'],
  customers: ['friend', 'conflict'],
  talks: ['view', 'assignee'],
}

/** The query of an address with only what a view keeps, in one order, so that equal views are equal texts. */
export function viewQuery(page: ViewPage, query: string): string {
  const given = new URLSearchParams(query)
  return new URLSearchParams(
    kept[page].flatMap((name) => {
      const value = given.get(name)
      return value ? [[name, value]] : []
    }),
  ).toString()
}

const title = v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.minLength(1), v.maxLength(40))
const query = v.pipe(v.string(), v.maxLength(1_500))

export const viewListSchema = v.strictObject({ page: v.picklist(viewPages) })

export const newViewSchema = v.strictObject({ page: v.picklist(viewPages), title, query, shared: v.boolean() })
export type NewView = v.InferOutput<typeof newViewSchema>

/** Another name, other filters, or for others as well. */
export const viewChangeSchema = v.strictObject({
  title: v.optional(title),
  query: v.optional(query),
  shared: v.optional(v.boolean()),
})
export type ViewChange = v.InferOutput<typeof viewChangeSchema>
