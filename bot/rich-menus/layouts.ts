import type { MenuDefinition, MenuDraftArea } from './edit-contract.ts'

/** How a menu is divided: rows from above, each with so many equal areas. */
export interface MenuLayout {
  key: string
  rows: number[]
}

/** The divisions that people know from LINE's own manager, the smallest first. */
export const menuLayouts: MenuLayout[] = [
  { key: 'one', rows: [1] },
  { key: 'two', rows: [2] },
  { key: 'three', rows: [3] },
  { key: 'stacked', rows: [1, 1] },
  { key: 'one_over_two', rows: [1, 2] },
  { key: 'one_over_three', rows: [1, 3] },
  { key: 'four', rows: [2, 2] },
  { key: 'three_over_two', rows: [3, 2] },
  { key: 'six', rows: [3, 3] },
]

/** The areas of a division on a menu of this size: whole pixels, nothing left over and nothing twice. */
export function boundsOf({ rows }: MenuLayout, { width, height }: MenuDefinition['size']): MenuDraftArea['bounds'][] {
  const edge = (part: number, of: number, length: number) => Math.round((part * length) / of)
  return rows.flatMap((count, row) => {
    const y = edge(row, rows.length, height)
    return Array.from({ length: count }, (_, column) => {
      const x = edge(column, count, width)
      return {
        ...{ x, y },
        width: edge(column + 1, count, width) - x,
        height: edge(row + 1, rows.length, height) - y,
      }
    })
  })
}

/** An area in the middle of the menu, of which nothing is said yet. */
export const newArea = ({ width, height }: MenuDefinition['size']): MenuDraftArea => ({
  bounds: {
    x: Math.round(width / 4),
    y: Math.round(height / 4),
    width: Math.round(width / 2),
    height: Math.round(height / 2),
  },
  label: '',
  deed: { kind: 'text', text: '' },
})

/** Divides a menu anew; what its areas are called and do stays in their order, and what is too much goes. */
export function divided(definition: MenuDefinition, layout: MenuLayout): MenuDraftArea[] {
  const { areas, size } = definition
  return boundsOf(layout, size).map((bounds, at) => ({ ...(areas[at] ?? newArea(size)), bounds }))
}

/** The division that a menu has; undefined for one of its own. */
export const layoutOf = ({ areas, size }: MenuDefinition): MenuLayout | undefined =>
  menuLayouts.find(
    (layout) => JSON.stringify(boundsOf(layout, size)) === JSON.stringify(areas.map(({ bounds }) => ordered(bounds))),
  )

const ordered = ({ x, y, width, height }: MenuDraftArea['bounds']) => ({ x, y, width, height })
