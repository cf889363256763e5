import { sValidator } from '@hono/standard-validator'
import type { ValidationTargets } from 'hono'
import type { GenericSchema } from 'valibot'
import { invalid } from '../errors.ts'

/**
 * Checks one part of a request; what does not fit is a 400 in the common envelope that names the fields. What it checks by
 * can be read from the route table, so that a test can make a fitting request for every route.
 */
export const validated = <Target extends 'json' | 'query' | 'param', Schema extends GenericSchema>(
  target: Target & keyof ValidationTargets,
  schema: Schema,
) =>
  Object.assign(
    sValidator(target, schema, (result) => {
      if (result.success) return
      const fields = result.error.map((issue) =>
        issue.path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      )
      throw invalid('The request does not fit', { fields })
    }),
    { checks: { target, schema } },
  )
