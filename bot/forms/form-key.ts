import * as v from 'valibot'

/** The name of a form in addresses; whatever takes one takes all of them. */
export const formKeyPattern: RegExp = /^[a-z0-9][a-z0-9_-]{0,59}$/

export const formKeySchema = /* @__PURE__ */ v.pipe(v.string(), v.regex(formKeyPattern))
