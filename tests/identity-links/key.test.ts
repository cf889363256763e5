import { expect, test } from 'vitest'
import { countedKey, memberKey, memberKeys, tidyMemberId } from '../../bot/identity-links/key.ts'

test('D24: a member number is kept as the company writes it, but for widths, kinds of hyphens and spaces around', () => {
  expect(tidyMemberId(' Ａ－００１２ ')).toBe('A-0012')
  expect(tidyMemberId('12‐34–56ー78')).toBe('12-34-56-78')
  expect(tidyMemberId('\u200b0042\ufeff')).toBe('0042')
  expect(tidyMemberId('カードー1')).toBe('カードー1')
})

test('D24: widths, case and separators tell no numbers apart, leading zeros do', () => {
  expect(new Set(['ab-0012', 'ＡＢ００１２', 'AB 0012', 'ab.0012', 'AB_0012'].map(memberKey))).toEqual(
    new Set(['AB0012']),
  )
  expect(memberKey('12')).not.toBe(memberKey('0012'))
})

test('the exact number is looked for first, and then with fewer and more leading zeros', () => {
  expect(memberKeys('M01').slice(0, 4)).toEqual(['M01', 'M1', 'M001', 'M0001'])
  expect(memberKeys('0')).toContain('000')
  expect(memberKeys('ABC')).toEqual(['ABC'])
  expect(memberKeys('  ')).toEqual([])
})

test('every way of writing one number is counted as one', () => {
  expect(new Set(['M1', 'm-0001', 'Ｍ０１', 'M 00000001'].map(countedKey))).toEqual(new Set(['M1']))
})
