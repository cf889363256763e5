import { checkAction } from './check-action.ts'
import { fieldsOf, flag, graphemes, inside, list, number, refuse, text, type Check, type Detail } from './check.ts'

const LEAST_RATIO = 1.45

interface Size {
  width: number
  height: number
}

/** What is wrong with the picture of a rich menu, against LINE's limits and the menu's own size; null when it fits. */
export function checkMenuImage(image: Size | null, menu: Size): string | null {
  if (!image) return 'The image cannot be read'
  const { width, height } = image
  if (width < 800 || width > 2500 || height < 250 || width / height < LEAST_RATIO)
    return 'The image must be 800 to 2500 pixels wide, 250 or more high, and have a ratio of 1.45 or more'
  return width === menu.width && height === menu.height ? null : 'The image is not of the size of the rich menu'
}

/** Checks a rich menu object against LINE's limits. */
export function checkRichMenu(value: unknown, publicUrl: string): Detail[] {
  const check: Check = { at: '', publicUrl, wrong: [] }
  const menu = fieldsOf(check, value)
  if (!menu) return check.wrong
  text(check, menu, 'name', { max: 300, count: graphemes })
  text(check, menu, 'chatBarText', { max: 14, count: graphemes })
  if (menu['selected'] === undefined) refuse(inside(check, 'selected'), 'May not be empty')
  flag(check, menu, 'selected')
  const size = fieldsOf(inside(check, 'size'), menu['size'])
  if (size) {
    number(inside(check, 'size'), size, 'width', 800, 2500)
    number(inside(check, 'size'), size, 'height', 250, 2500)
    if (Number(size['width']) / Number(size['height']) < LEAST_RATIO)
      refuse(inside(check, 'size'), `The ratio must be ${LEAST_RATIO} or more`)
  }
  for (const [at, given] of list(check, menu, 'areas', 1, 20)) {
    const area = fieldsOf(at, given)
    if (!area) continue
    const bounds = fieldsOf(inside(at, 'bounds'), area['bounds'])
    if (bounds)
      for (const name of ['x', 'y', 'width', 'height'])
        number(inside(at, 'bounds'), bounds, name, name.length > 1 ? 1 : 0, 2500)
    checkAction(inside(at, 'action'), area['action'], 'richMenu')
  }
  return check.wrong
}
