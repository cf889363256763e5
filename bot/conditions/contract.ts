import * as v from 'valibot'

/**
 * The one condition tree: forms branch by it, segments select by it, scenarios decide by it.
 * A leaf names a fact by its path (`answer.visit_with`), an operator and, for most operators, a value, or another fact whose value
 * it is compared with.
 */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf

const operators = [
  'equals',
  'not_equals',
  'one_of',
  'contains',
  'lacks',
  'at_least',
  'at_most',
  'more_than',
  'less_than',
  'answered',
  'unanswered',
] as const
type Operator = (typeof operators)[number]

/** What a fact may hold: a text or option key, a number, several option keys, or nothing. */
export type Fact = string | number | string[] | null | undefined

export type Leaf = { fact: string; is: Operator; value?: string | number | string[] | Operand }

/** The right side of a comparison that is a fact as well: the end is not before `answer.begin`. */
export interface Operand {
  fact: string
}

function factPath() {
  return v.pipe(v.string(), v.maxLength(200))
}

const leaf = v.strictObject({
  fact: factPath(),
  is: v.picklist(operators),
  value: v.optional(v.union([v.string(), v.number(), v.array(v.string()), v.strictObject({ fact: factPath() })])),
})

/** Deeper trees are refused: nobody can read them, and every evaluation is bounded by it. */
const depthMax = 8

const branch = (depth: number): v.GenericSchema<unknown, Condition> =>
  depth === 0
    ? leaf
    : v.union([
        v.strictObject({ all: v.pipe(v.array(v.lazy(() => branch(depth - 1))), v.maxLength(50)) }),
        v.strictObject({ any: v.pipe(v.array(v.lazy(() => branch(depth - 1))), v.maxLength(50)) }),
        v.strictObject({ not: v.lazy(() => branch(depth - 1)) }),
        leaf,
      ])

// Marked pure, so that pages that only evaluate conditions do not carry what checks them.
export const conditionSchema = /* @__PURE__ */ branch(depthMax)
