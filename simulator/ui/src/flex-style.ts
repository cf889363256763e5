import type { FlexComponent } from '../../shapes.ts'

type Style = Record<string, string | number>

const SPACE: Record<string, string> = {
  none: '0',
  xs: '2px',
  sm: '4px',
  md: '8px',
  lg: '12px',
  xl: '16px',
  xxl: '20px',
}
const FONT: Record<string, string> = {
  xxs: '11px',
  xs: '13px',
  sm: '14px',
  md: '16px',
  lg: '19px',
  xl: '22px',
  xxl: '29px',
  '3xl': '35px',
  '4xl': '48px',
  '5xl': '74px',
}
const IMAGE: Record<string, string> = {
  xxs: '40px',
  xs: '60px',
  sm: '80px',
  md: '100px',
  lg: '120px',
  xl: '140px',
  xxl: '160px',
  '3xl': '180px',
  '4xl': '200px',
  '5xl': '220px',
  full: '100%',
}
const BORDER: Record<string, string> = {
  none: '0',
  light: '0.5px',
  normal: '1px',
  medium: '2px',
  'semi-bold': '3px',
  bold: '4px',
}
const ALONG: Record<string, string> = {
  start: 'flex-start',
  top: 'flex-start',
  end: 'flex-end',
  bottom: 'flex-end',
  center: 'center',
}
/** How wide a bubble of each size is; the widest keeps within the talk. */
export const BUBBLE_WIDTH: Record<string, string> = {
  nano: '120px',
  micro: '160px',
  deca: '220px',
  hecto: '241px',
  kilo: '260px',
  mega: '300px',
  giga: '500px',
}

const space = (value: string) => SPACE[value] ?? value

type Layout = FlexComponent['layout']

/** What any component's place in its box comes to in CSS. `first` is the one before which no space belongs. */
export function placeStyle(
  component: FlexComponent,
  layout: Layout,
  spacing: string | undefined,
  first: boolean,
): Style {
  const style: Style = { ...flexOf(component, layout) }
  const gap = component.margin ?? (first ? undefined : spacing)
  if (gap !== undefined && !first) style[layout === 'vertical' ? 'marginTop' : 'marginLeft'] = space(gap)
  if (component.gravity && layout === 'horizontal') style['alignSelf'] = ALONG[component.gravity] ?? 'auto'
  if (component.position === 'absolute') style['position'] = 'absolute'
  else if (component.position === 'relative') style['position'] = 'relative'
  const offsets = {
    top: component.offsetTop,
    bottom: component.offsetBottom,
    left: component.offsetStart,
    right: component.offsetEnd,
  }
  for (const [side, value] of Object.entries(offsets)) if (value !== undefined) style[side] = space(value)
  return style
}

/** Side by side things share the width unless told otherwise; things one below the other are as high as they are. */
function flexOf({ type, flex, layout: own, width }: FlexComponent, layout: Layout): Style {
  if (type === 'separator' || type === 'icon' || width !== undefined) return { flex: '0 0 auto' }
  const part = flex ?? (layout === 'vertical' && !(type === 'filler' && own === undefined) ? 0 : 1)
  return part === 0 ? { flex: '0 0 auto' } : { flex: `${part} ${part} 0`, minWidth: 0 }
}

export function boxStyle(box: FlexComponent): Style {
  const style: Style = {
    display: 'flex',
    flexDirection: box.layout === 'vertical' ? 'column' : 'row',
    position: 'relative',
  }
  if (box.layout === 'baseline') style['alignItems'] = 'baseline'
  if (box.alignItems) style['alignItems'] = box.alignItems
  if (box.justifyContent) style['justifyContent'] = box.justifyContent
  const lengths = {
    padding: box.paddingAll,
    paddingTop: box.paddingTop,
    paddingBottom: box.paddingBottom,
    paddingLeft: box.paddingStart,
    paddingRight: box.paddingEnd,
    width: box.width,
    maxWidth: box.maxWidth,
    height: box.height,
    maxHeight: box.maxHeight,
    borderRadius: box.cornerRadius,
  }
  for (const [name, value] of Object.entries(lengths)) if (value !== undefined) style[name] = space(value)
  if (box.backgroundColor) style['backgroundColor'] = box.backgroundColor
  if (box.borderWidth)
    style['border'] = `${BORDER[box.borderWidth] ?? box.borderWidth} solid ${box.borderColor ?? '#d4d6da'}`
  if (box.cornerRadius) style['overflow'] = 'hidden'
  return style
}

export function textStyle(text: FlexComponent): Style {
  const style: Style = { textAlign: (text.align ?? 'start') as string }
  if (text.size ?? text.type === 'text') style['fontSize'] = FONT[text.size ?? 'md'] ?? text.size ?? ''
  if (text.weight) style['fontWeight'] = text.weight === 'bold' ? 700 : 400
  if (text.color) style['color'] = text.color
  if (text.style) style['fontStyle'] = text.style
  if (text.decoration) style['textDecoration'] = text.decoration
  if (text.lineSpacing) style['lineHeight'] = `calc(1.4em + ${space(text.lineSpacing)})`
  if (text.type !== 'text') return style
  if (!text.wrap) return { ...style, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }
  style['whiteSpace'] = 'pre-wrap'
  if (text.maxLines)
    Object.assign(style, {
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: text.maxLines,
      overflow: 'hidden',
    })
  return style
}

export function imageStyle(image: FlexComponent, hero: boolean): Style {
  const [width = '1', height = '1'] = (image.aspectRatio ?? '1:1').split(':')
  const size = image.size ?? (hero ? 'full' : 'md')
  return {
    width: IMAGE[size] ?? size,
    maxWidth: '100%',
    aspectRatio: `${width} / ${height}`,
    alignSelf: ALONG[image.align ?? 'center'] ?? 'center',
    ...(image.backgroundColor ? { backgroundColor: image.backgroundColor } : {}),
  }
}

/** The button's own colour paints the ground of primary and secondary ones, and the letters of a link. */
export function buttonStyle({ style = 'link', color, height }: FlexComponent): Style {
  const colours = {
    primary: { backgroundColor: color ?? '#17c950', color: '#fff' },
    secondary: { backgroundColor: color ?? '#dcdfe5', color: '#111' },
    link: { backgroundColor: 'transparent', color: color ?? '#42659a' },
  }[style]
  return { ...colours, minHeight: height === 'sm' ? '40px' : '52px' }
}
