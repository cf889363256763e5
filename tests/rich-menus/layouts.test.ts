import { expect, test } from 'vitest'
import type { MenuDefinition } from '../../bot/rich-menus/edit-contract.ts'
import { boundsOf, divided, layoutOf, menuLayouts } from '../../bot/rich-menus/layouts.ts'
import { menuProblems } from '../../bot/rich-menus/menu-problems.ts'

const size = { width: 2500, height: 1686 }
const area = (label: string) => ({
  bounds: { x: 0, y: 0, width: 100, height: 100 },
  label,
  deed: { kind: 'text' as const, text: label },
})
const menu: MenuDefinition = { size, chatBarText: 'メニュー', areas: ['予約', '地図', '電話'].map(area) }
const ground = { formKeys: [], hasLiff: true }

test.each(menuLayouts)('the division $key covers the menu to the last pixel, and nothing twice', (layout) => {
  const covered = boundsOf(layout, size).reduce((sum, { width, height }) => sum + width * height, 0)
  expect(covered).toBe(size.width * size.height)
  const areas = divided(menu, layout)
  expect(layoutOf({ ...menu, areas })).toBe(layout)
  expect(menuProblems({ ...menu, areas }, ground).filter(({ code }) => code === 'outside')).toEqual([])
})

test('a menu that is divided anew keeps what its areas are called and do, in their order', () => {
  const six = divided(
    menu,
    menuLayouts.find(({ key }) => key === 'six')!,
  )
  expect(six.map(({ label }) => label)).toEqual(['予約', '地図', '電話', '', '', ''])
  const two = divided(
    { ...menu, areas: six },
    menuLayouts.find(({ key }) => key === 'two')!,
  )
  expect(two.map(({ deed }) => deed)).toEqual(menu.areas.slice(0, 2).map(({ deed }) => deed))
})

test('an area outside of the picture, or of no size, is not published', () => {
  const outside = { ...menu.areas[0]!, bounds: { x: 2450, y: 0, width: 100, height: 100 } }
  const flat = { ...menu.areas[1]!, bounds: { x: 0, y: 0, width: 0, height: 100 } }
  expect(menuProblems({ ...menu, areas: [outside, flat, menu.areas[2]!] }, ground)).toEqual([
    { area: 0, field: 'bounds', code: 'outside' },
    { area: 1, field: 'bounds', code: 'outside' },
  ])
})
