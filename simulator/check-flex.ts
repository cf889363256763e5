import { checkAction } from './check-action.ts'
import {
  choice,
  fieldsOf,
  graphemes,
  inside,
  isFields,
  list,
  refuse,
  secureUrl,
  text,
  type Check,
  type Fields,
} from './check.ts'

const BUBBLE_BYTES = 30 * 1024
const CAROUSEL_BYTES = 50 * 1024
const DEEPEST = 10
const SIZES = ['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']
const SPACES = ['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl']
const FONTS = ['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl']
const COLOUR = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i
const PIXELS = /^\d+(\.\d+)?px$/
const PIXELS_OR_PART = /^-?\d+(\.\d+)?(px|%)$/

/** Which components may stand in a box of a layout. */
const IN_BOX: Record<string, string[]> = {
  horizontal: ['box', 'button', 'image', 'text', 'separator', 'filler'],
  vertical: ['box', 'button', 'image', 'text', 'separator', 'filler'],
  baseline: ['icon', 'text', 'filler'],
}

type Rule =
  | 'space'
  | 'font'
  | 'imageSize'
  | 'colour'
  | 'length'
  | 'border'
  | 'corner'
  | 'flex'
  | 'flag'
  | 'ratio'
  | 'any'
  | readonly string[]

const OFFSETS: Record<string, Rule> = {
  position: ['relative', 'absolute'],
  offsetTop: 'length',
  offsetBottom: 'length',
  offsetStart: 'length',
  offsetEnd: 'length',
}
const SPAN: Record<string, Rule> = {
  text: 'any',
  size: 'font',
  color: 'colour',
  weight: ['regular', 'bold'],
  style: ['normal', 'italic'],
  decoration: ['none', 'underline', 'line-through'],
}
/** Every property that LINE knows of a component; another one is refused, as LINE does in Flex Messages only. */
const PROPERTIES: Record<string, Record<string, Rule>> = {
  box: {
    ...OFFSETS,
    layout: ['horizontal', 'vertical', 'baseline'],
    contents: 'any',
    flex: 'flex',
    spacing: 'space',
    margin: 'space',
    backgroundColor: 'colour',
    borderColor: 'colour',
    borderWidth: 'border',
    cornerRadius: 'corner',
    width: 'length',
    maxWidth: 'length',
    height: 'length',
    maxHeight: 'length',
    paddingAll: 'length',
    paddingTop: 'length',
    paddingBottom: 'length',
    paddingStart: 'length',
    paddingEnd: 'length',
    action: 'any',
    justifyContent: ['center', 'flex-start', 'flex-end', 'space-between', 'space-around', 'space-evenly'],
    alignItems: ['center', 'flex-start', 'flex-end'],
    background: 'any',
  },
  button: {
    ...OFFSETS,
    action: 'any',
    flex: 'flex',
    margin: 'space',
    height: ['sm', 'md'],
    style: ['link', 'primary', 'secondary'],
    color: 'colour',
    gravity: ['top', 'bottom', 'center'],
    adjustMode: ['shrink-to-fit'],
    scaling: 'flag',
  },
  image: {
    ...OFFSETS,
    url: 'any',
    flex: 'flex',
    margin: 'space',
    align: ['start', 'end', 'center'],
    gravity: ['top', 'bottom', 'center'],
    size: 'imageSize',
    aspectRatio: 'ratio',
    aspectMode: ['cover', 'fit'],
    backgroundColor: 'colour',
    action: 'any',
    animated: 'flag',
  },
  video: { url: 'any', previewUrl: 'any', altContent: 'any', aspectRatio: 'ratio', action: 'any' },
  icon: { ...OFFSETS, url: 'any', margin: 'space', size: 'font', aspectRatio: 'ratio', scaling: 'flag' },
  text: {
    ...OFFSETS,
    ...SPAN,
    contents: 'any',
    flex: 'flex',
    margin: 'space',
    align: ['start', 'end', 'center'],
    gravity: ['top', 'bottom', 'center'],
    wrap: 'flag',
    lineSpacing: 'space',
    maxLines: 'flex',
    action: 'any',
    adjustMode: ['shrink-to-fit'],
    scaling: 'flag',
  },
  span: SPAN,
  separator: { margin: 'space', color: 'colour' },
  filler: { flex: 'flex' },
}

const RULES: Record<Exclude<Rule, readonly string[]>, (value: unknown) => boolean> = {
  space: (value) => oneOf(SPACES, value) || matches(PIXELS, value),
  font: (value) => oneOf(FONTS, value) || matches(PIXELS, value),
  imageSize: (value) => oneOf([...FONTS, 'full'], value) || matches(PIXELS_OR_PART, value),
  colour: (value) => matches(COLOUR, value),
  length: (value) => oneOf(SPACES, value) || matches(PIXELS_OR_PART, value),
  border: (value) => oneOf(['none', 'light', 'normal', 'medium', 'semi-bold', 'bold'], value) || matches(PIXELS, value),
  corner: (value) => oneOf(SPACES, value) || matches(PIXELS, value),
  flex: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0,
  flag: (value) => typeof value === 'boolean',
  ratio: (value) => matches(/^\d{1,6}:\d{1,6}$/, value),
  any: () => true,
}
const oneOf = (values: readonly string[], value: unknown) => typeof value === 'string' && values.includes(value)
const matches = (pattern: RegExp, value: unknown) => typeof value === 'string' && pattern.test(value)

/** Checks the container of a Flex Message: a bubble, or a carousel of up to twelve bubbles of one size. */
export function checkFlex(check: Check, value: unknown): void {
  const container = fieldsOf(check, value)
  if (!container) return
  if (container['type'] === 'bubble') return checkBubble(check, container)
  if (container['type'] !== 'carousel')
    return refuse(inside(check, 'type'), 'Must be one of the following values: [bubble, carousel]')
  if (bytesIn(container) > CAROUSEL_BYTES) refuse(check, 'The JSON of a carousel must be 50 KB or smaller')
  const bubbles = list(check, container, 'contents', 1, 12)
  for (const [at, bubble] of bubbles) {
    if (isFields(bubble) && bubble['type'] === 'bubble') checkBubble(at, bubble)
    else refuse(at, 'Must be a bubble')
  }
  const sizes = new Set(bubbles.map(([, bubble]) => (isFields(bubble) ? (bubble['size'] ?? 'mega') : 'mega')))
  if (sizes.size > 1) refuse(inside(check, 'contents'), 'Bubbles in a carousel must have the same size')
}

const bytesIn = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length

function checkBubble(check: Check, bubble: Fields): void {
  if (bytesIn(bubble) > BUBBLE_BYTES) refuse(check, 'The JSON of a bubble must be 30 KB or smaller')
  choice(check, bubble, 'size', SIZES)
  choice(check, bubble, 'direction', ['ltr', 'rtl'])
  if (bubble['action'] !== undefined) checkAction(inside(check, 'action'), bubble['action'], 'flex')
  const blocks: [string, string[]][] = [
    ['header', ['box']],
    ['hero', ['box', 'image', 'video']],
    ['body', ['box']],
    ['footer', ['box']],
  ]
  if (blocks.every(([name]) => bubble[name] === undefined)) refuse(check, 'At least one block must be specified')
  for (const [name, kinds] of blocks)
    if (bubble[name] !== undefined) checkComponent(inside(check, name), bubble[name], kinds, 1)
}

function checkComponent(check: Check, value: unknown, kinds: string[], depth: number): void {
  const component = fieldsOf(check, value)
  if (!component) return
  const type = String(component['type'])
  const properties = PROPERTIES[type]
  if (!properties || !kinds.includes(type)) return refuse(inside(check, 'type'), `invalid type: ${type}`)
  if (depth > DEEPEST) return refuse(check, `Boxes are nested more than ${DEEPEST} deep`)
  for (const [name, given] of Object.entries(component)) {
    if (name === 'type' || given === undefined) continue
    const rule = properties[name]
    if (rule === undefined) refuse(inside(check, name), 'unknown field')
    else if (!(typeof rule === 'string' ? RULES[rule](given) : oneOf(rule, given)))
      refuse(inside(check, name), 'invalid property')
  }
  CONTENT_CHECKS[type]?.(check, component, depth)
  if (component['action'] !== undefined && type !== 'button')
    checkAction(inside(check, 'action'), component['action'], 'flex')
}

const CONTENT_CHECKS: Record<string, (check: Check, component: Fields, depth: number) => void> = {
  box(check, box, depth) {
    const kinds = IN_BOX[String(box['layout'])]
    if (!kinds) return refuse(inside(check, 'layout'), 'must be specified')
    for (const [at, child] of list(check, box, 'contents', 0, 100)) checkComponent(at, child, kinds, depth + 1)
  },
  button(check, button) {
    checkAction(inside(check, 'action'), button['action'], 'flexButton')
  },
  image(check, image) {
    secureUrl(check, image, 'url')
  },
  video(check, video) {
    secureUrl(check, video, 'url')
    secureUrl(check, video, 'previewUrl')
    checkComponent(inside(check, 'altContent'), video['altContent'], ['box', 'image'], 1)
  },
  icon(check, icon) {
    secureUrl(check, icon, 'url')
  },
  text(check, component, depth) {
    if (component['contents'] === undefined) return void text(check, component, 'text', { max: 5000, count: graphemes })
    for (const [at, span] of list(check, component, 'contents', 1, 100)) checkComponent(at, span, ['span'], depth)
  },
  span(check, span) {
    text(check, span, 'text', { max: 5000, count: graphemes })
  },
}
