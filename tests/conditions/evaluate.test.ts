import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { conditionSchema, type Condition, type Fact } from '../../bot/conditions/contract.ts'
import { evaluate } from '../../bot/conditions/evaluate.ts'

const facts: Record<string, Fact> = {
  'answer.a': 'family',
  'answer.n': 3,
  'answer.m': ['coffee', 'tea'],
  'answer.d': '2026-11-21',
  'answer.none': null,
  'answer.later': '2026-11-30',
  'answer.empty': [],
}
const holds = (condition: Condition) => evaluate(condition, (path) => facts[path])

describe('a leaf', () => {
  test.each<[Condition, boolean]>([
    [{ fact: 'answer.a', is: 'equals', value: 'family' }, true],
    [{ fact: 'answer.a', is: 'not_equals', value: 'family' }, false],
    [{ fact: 'answer.a', is: 'one_of', value: ['alone', 'family'] }, true],
    [{ fact: 'answer.m', is: 'one_of', value: ['milk', 'tea'] }, true],
    [{ fact: 'answer.m', is: 'contains', value: 'coffee' }, true],
    [{ fact: 'answer.m', is: 'contains', value: 'milk' }, false],
    [{ fact: 'answer.m', is: 'lacks', value: 'coffee' }, false],
    [{ fact: 'answer.m', is: 'lacks', value: 'milk' }, true],
    [{ fact: 'answer.none', is: 'lacks', value: 'milk' }, true],
    [{ fact: 'answer.m', is: 'equals', value: ['tea', 'coffee'] }, true],
    [{ fact: 'answer.n', is: 'at_least', value: 3 }, true],
    [{ fact: 'answer.n', is: 'more_than', value: 3 }, false],
    [{ fact: 'answer.n', is: 'at_most', value: 2 }, false],
    [{ fact: 'answer.n', is: 'less_than', value: 4 }, true],
    [{ fact: 'answer.n', is: 'at_least', value: '3' }, false],
    [{ fact: 'answer.d', is: 'at_least', value: '2026-11-01' }, true],
    [{ fact: 'answer.none', is: 'unanswered' }, true],
    [{ fact: 'answer.unheard', is: 'answered' }, false],
    [{ fact: 'answer.unheard', is: 'not_equals', value: 'x' }, false],
    [{ fact: 'answer.a', is: 'equals' }, false],
    [{ fact: 'answer.later', is: 'more_than', value: { fact: 'answer.d' } }, true],
    [{ fact: 'answer.d', is: 'more_than', value: { fact: 'answer.later' } }, false],
    [{ fact: 'answer.d', is: 'at_least', value: { fact: 'answer.d' } }, true],
    [{ fact: 'answer.d', is: 'not_equals', value: { fact: 'answer.later' } }, true],
    [{ fact: 'answer.d', is: 'not_equals', value: { fact: 'answer.none' } }, false],
    [{ fact: 'answer.n', is: 'less_than', value: { fact: 'answer.d' } }, false],
    [{ fact: 'answer.m', is: 'equals', value: 'tea' }, true],
    [{ fact: 'answer.m', is: 'not_equals', value: 'tea' }, false],
    [{ fact: 'answer.m', is: 'not_equals', value: 'milk' }, true],
    [{ fact: 'answer.empty', is: 'equals', value: 'tea' }, false],
    [{ fact: 'answer.empty', is: 'not_equals', value: 'tea' }, true],
  ])('%o is %s', (condition, expected) => expect(holds(condition)).toBe(expected))
})

test('all, any and not join leaves; an empty all holds, an empty any does not', () => {
  const yes: Condition = { fact: 'answer.n', is: 'equals', value: 3 }
  const no: Condition = { not: yes }
  expect(holds({ all: [yes, { any: [no, yes] }] })).toBe(true)
  expect(holds({ all: [yes, no] })).toBe(false)
  expect(holds({ all: [] })).toBe(true)
  expect(holds({ any: [] })).toBe(false)
})

test('a tree that is too deep, or has what the contract does not know, is refused', () => {
  let deep: unknown = { fact: 'answer.a', is: 'answered' }
  for (let at = 0; at < 9; at++) deep = { not: deep }
  expect(v.safeParse(conditionSchema, deep).success).toBe(false)
  expect(v.safeParse(conditionSchema, { fact: 'answer.a', is: 'matches', value: '.*' }).success).toBe(false)
  expect(v.safeParse(conditionSchema, { fact: 'answer.a', is: 'answered', extra: 1 }).success).toBe(false)
})
