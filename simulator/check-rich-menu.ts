import { checkAction } from './check-action.ts'
import { fieldsOf, flag, graphemes, inside, list, number, refuse, text, type Check, type Detail } from './check.ts'

const LEAST_RATIO = 1.45

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
