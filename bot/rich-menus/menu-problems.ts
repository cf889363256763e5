import {
  chatBarTextMax,
  labelMax,
  textMax,
  urlMax,
  type MenuDeed,
  type MenuDefinition,
  type MenuDraftArea,
} from './edit-contract.ts'

/** Why a menu cannot be published. `area` is its place in the list, null for the menu itself. */
export interface MenuProblem {
  area: number | null
  field: 'chatBarText' | 'label' | 'deed' | 'picture' | 'areas' | 'bounds'
  code: 'empty' | 'too_long' | 'no_form' | 'no_liff' | 'no_url' | 'other_size' | 'none' | 'outside'
}

/** What of the account a menu can lead to. */
export interface MenuGround {
  formKeys: string[]
  /** Whether the account has a mini-app, whose pages can be opened. */
  hasLiff: boolean
}

/** As LINE counts them, a letter that people see is one. */
const segments = new Intl.Segmenter('ja', { granularity: 'grapheme' })
export const lengthOf = (text: string): number => [...segments.segment(text)].length

/** What stands in the way of publishing, apart from the picture. */
export function menuProblems({ chatBarText, areas, size }: MenuDefinition, ground: MenuGround): MenuProblem[] {
  const written = (area: number | null, field: MenuProblem['field'], text: string, max: number): MenuProblem[] => {
    if (text.trim() === '') return [{ area, field, code: 'empty' }]
    return lengthOf(text) > max ? [{ area, field, code: 'too_long' }] : []
  }
  return [
    ...written(null, 'chatBarText', chatBarText, chatBarTextMax),
    ...(areas.length === 0 ? [{ area: null, field: 'areas' as const, code: 'none' as const }] : []),
    ...areas.flatMap(({ bounds, label, deed }, area) => {
      const code = deedProblem(deed, ground)
      return [
        ...written(area, 'label', label, labelMax),
        ...(code === null ? [] : [{ area, field: 'deed' as const, code }]),
        ...(liesInside(bounds, size) ? [] : [{ area, field: 'bounds' as const, code: 'outside' as const }]),
      ]
    }),
  ]
}

const liesInside = ({ x, y, width, height }: MenuDraftArea['bounds'], size: MenuDefinition['size']) =>
  width > 0 && height > 0 && x + width <= size.width && y + height <= size.height

function deedProblem(deed: MenuDeed, { formKeys, hasLiff }: MenuGround): MenuProblem['code'] | null {
  switch (deed.kind) {
    case 'text':
      if (deed.text.trim() === '') return 'empty'
      return lengthOf(deed.text) > textMax ? 'too_long' : null
    case 'url':
      if (deed.url.trim() === '') return 'empty'
      if (deed.url.length > urlMax) return 'too_long'
      return isAddress(deed.url) ? null : 'no_url'
    case 'form':
      if (!formKeys.includes(deed.key)) return 'no_form'
      return hasLiff ? null : 'no_liff'
    default:
      return hasLiff ? null : 'no_liff'
  }
}

/** What LINE opens: a web page, or a telephone number. */
function isAddress(url: string): boolean {
  if (/^tel:\+?[\d-]{3,20}$/.test(url)) return true
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') && !/\s/.test(url)
}
