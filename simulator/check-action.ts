import { choice, fieldsOf, graphemes, inside, refuse, secureUrl, text, type Check, type Fields } from './check.ts'

/** Where an action stands decides which kinds it may have and how long its label may be. */
export type Place = 'quickReply' | 'template' | 'imageCarousel' | 'flexButton' | 'flex' | 'richMenu' | 'default'

const LABELS: Record<Place, { max: number; optional: boolean }> = {
  quickReply: { max: 20, optional: false },
  template: { max: 20, optional: false },
  imageCarousel: { max: 12, optional: true },
  flexButton: { max: 40, optional: false },
  flex: { max: 40, optional: true },
  richMenu: { max: 20, optional: true },
  default: { max: 20, optional: true },
}
const ANYWHERE = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard']
const KINDS: Partial<Record<Place, string[]>> = {
  quickReply: [...ANYWHERE, 'camera', 'cameraRoll', 'location'],
  richMenu: [...ANYWHERE, 'richmenuswitch'],
}
const DATE_FORMATS: Record<string, RegExp> = {
  date: /^(19|20|21)\d\d-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
  datetime: /^(19|20|21)\d\d-\d\d-\d\d[Tt]\d\d:\d\d$/,
}

/** Checks an action object against LINE's kinds and limits. */
export function checkAction(check: Check, value: unknown, place: Place): void {
  const action = fieldsOf(check, value)
  if (!action) return
  const kinds = KINDS[place] ?? ANYWHERE
  if (typeof action['type'] !== 'string' || !kinds.includes(action['type']))
    return refuse(inside(check, 'type'), 'Invalid action type')
  text(check, action, 'label', { ...LABELS[place], count: graphemes })
  KIND_CHECKS[action['type']]?.(check, action)
}

const KIND_CHECKS: Record<string, (check: Check, action: Fields) => void> = {
  postback(check, action) {
    text(check, action, 'data', { max: 300 })
    text(check, action, 'displayText', { max: 300, count: graphemes, optional: true })
    text(check, action, 'text', { max: 300, count: graphemes, optional: true })
    text(check, action, 'fillInText', { max: 300, count: graphemes, optional: true })
    choice(check, action, 'inputOption', ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'])
    if (action['displayText'] !== undefined && action['text'] !== undefined)
      refuse(inside(check, 'text'), 'Must not be used with displayText')
    if (action['fillInText'] !== undefined && action['inputOption'] !== 'openKeyboard')
      refuse(inside(check, 'fillInText'), 'Needs inputOption openKeyboard')
  },
  message(check, action) {
    text(check, action, 'text', { max: 300, count: graphemes })
  },
  uri(check, action) {
    if (!text(check, action, 'uri', { max: 1000 })) return
    if (!/^(https?|line|tel):/i.test(action['uri'] as string)) refuse(inside(check, 'uri'), 'Invalid uri scheme')
  },
  datetimepicker(check, action) {
    text(check, action, 'data', { max: 300 })
    choice(check, action, 'mode', Object.keys(DATE_FORMATS), false)
    const format = DATE_FORMATS[String(action['mode'])]
    for (const name of ['initial', 'min', 'max']) {
      const given = action[name]
      if (format && given !== undefined && !(typeof given === 'string' && format.test(given)))
        refuse(inside(check, name), 'Invalid format')
    }
    if (typeof action['min'] === 'string' && typeof action['max'] === 'string' && action['min'] >= action['max']) {
      refuse(inside(check, 'max'), 'Must be later than min')
    }
  },
  clipboard(check, action) {
    text(check, action, 'clipboardText', { max: 1000 })
  },
  richmenuswitch(check, action) {
    text(check, action, 'data', { max: 300 })
    text(check, action, 'richMenuAliasId', { max: 32 })
  },
}

/** Checks `quickReply`: 1 to 13 items with a labelled action each. */
export function checkQuickReply(check: Check, value: unknown): void {
  const quickReply = fieldsOf(check, value)
  if (!quickReply) return
  const items = quickReply['items']
  const here = inside(check, 'items')
  if (!Array.isArray(items) || items.length < 1 || items.length > 13)
    return refuse(here, 'Size must be between 1 and 13')
  items.forEach((given: unknown, index) => {
    const at = inside(here, index)
    const item = fieldsOf(at, given)
    if (!item) return
    secureUrl(at, item, 'imageUrl', true)
    checkAction(inside(at, 'action'), item['action'], 'quickReply')
  })
}
