import * as v from 'valibot'
import { conditionSchema, type Condition } from '../conditions/contract.ts'

/** A number that follows from the answers; one that cannot be had (division by nothing, a missing answer) is unknown. */
export type Formula =
  | number
  /**
   * `answer.<key>` of a question that is answered by a number, `value.<key>` of a calculation before this one, a number in
   * `hidden.<key>`; `age.<key>` of a birthday, in years; `score.<key>` of a question with scored options or numbers, 0 while nothing is answered there;
   * of an order `answer.<key>` counts all of it, `item.<key>.<item>` one thing, and `score.<key>` is what it costs.
   */
  | { fact: string }
  | { do: FormulaVerb; of: Formula[] }
  | { when: Condition; yes: Formula; no: Formula }

export const formulaVerbs = [
  'plus',
  'minus',
  'times',
  'divided',
  'power',
  'round',
  'floor',
  'ceiling',
  'least',
  'most',
] as const
export type FormulaVerb = (typeof formulaVerbs)[number]

/** Deeper formulas are refused: every evaluation is bounded by it. */
export const formulaDepthMax = 8

export const formulaSchema = (depth: number): v.GenericSchema<unknown, Formula> =>
  depth === 0
    ? v.pipe(v.number(), v.finite())
    : v.union([
        v.pipe(v.number(), v.finite()),
        v.strictObject({ fact: v.pipe(v.string(), v.maxLength(200)) }),
        v.strictObject({
          do: v.picklist(formulaVerbs),
          of: v.pipe(v.array(v.lazy(() => formulaSchema(depth - 1))), v.minLength(1), v.maxLength(50)),
        }),
        v.strictObject({
          when: conditionSchema,
          yes: v.lazy(() => formulaSchema(depth - 1)),
          no: v.lazy(() => formulaSchema(depth - 1)),
        }),
      ])
