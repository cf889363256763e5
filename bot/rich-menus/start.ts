import type { MenuDeed, MenuDefinition } from './edit-contract.ts'

const [column, row] = [1250, 843]

/** What a menu begins as where none stands at LINE: four equal areas, of which the first leads where everybody may go. */
export const startingMenu = (formKeys: string[]): MenuDefinition => ({
  size: { width: 2 * column, height: 2 * row },
  chatBarText: 'メニュー',
  areas: [0, 1, 2, 3].map((at) => ({
    bounds: { x: (at % 2) * column, y: Math.floor(at / 2) * row, width: column, height: row },
    label: '',
    deed: deedAt(formKeys, at),
  })),
})

function deedAt(formKeys: string[], at: number): MenuDeed {
  if (at === 3) return { kind: 'me' }
  const key = formKeys[at]
  return key === undefined ? { kind: 'url', url: '' } : { kind: 'form', key }
}
