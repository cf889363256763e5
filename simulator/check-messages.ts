import { checkAction, checkQuickReply, type Place } from './check-action.ts'
import { checkFlex } from './check-flex.ts'
import {
  choice,
  fieldsOf,
  graphemes,
  inside,
  isFields,
  list,
  number,
  refuse,
  secureUrl,
  text,
  type Check,
  type Detail,
  type Fields,
} from './check.ts'

const MOST_MESSAGES = 5

/**
 * Checks the `messages` of a send against LINE's types and limits.
 * @returns what is wrong, as LINE's `details`; empty when LINE would take it
 */
export function checkMessages(messages: unknown, publicUrl: string): Detail[] {
  const check: Check = { at: '', publicUrl, wrong: [] }
  for (const [at, message] of list(check, { messages }, 'messages', 1, MOST_MESSAGES)) checkMessage(at, message)
  return check.wrong
}

function checkMessage(check: Check, value: unknown): void {
  const message = fieldsOf(check, value)
  if (!message) return
  const known = typeof message['type'] === 'string' ? TYPES[message['type']] : undefined
  if (!known)
    return refuse(inside(check, 'type'), `Must be one of the following values: [${Object.keys(TYPES).join(', ')}]`)
  known(check, message)
  if (message['quickReply'] !== undefined) checkQuickReply(inside(check, 'quickReply'), message['quickReply'])
  if (message['sender'] !== undefined) checkSender(inside(check, 'sender'), message['sender'])
}

function checkSender(check: Check, value: unknown): void {
  const sender = fieldsOf(check, value)
  if (!sender) return
  text(check, sender, 'name', { max: 20, optional: true })
  secureUrl(check, sender, 'iconUrl', true)
}

const TYPES: Record<string, (check: Check, message: Fields) => void> = {
  text(check, message) {
    if (!text(check, message, 'text', { max: 5000 }) || message['emojis'] === undefined) return
    for (const [at, emoji] of list(check, message, 'emojis', 1, 20)) {
      const index = isFields(emoji) ? emoji['index'] : undefined
      if (typeof index !== 'number' || String(message['text'])[index] !== '$')
        refuse(inside(at, 'index'), 'Must point at a $')
    }
  },
  textV2(check, message) {
    text(check, message, 'text', { max: 5000 })
    const substitution = message['substitution']
    if (substitution === undefined) return
    const keys = isFields(substitution) ? Object.keys(substitution) : []
    if (!isFields(substitution) || keys.length > 100 || keys.some((key) => !/^\w{1,20}$/.test(key))) {
      refuse(inside(check, 'substitution'), 'Must be an object of up to 100 keys of [0-9A-Za-z_]{1,20}')
    }
  },
  sticker(check, message) {
    for (const name of ['packageId', 'stickerId']) {
      if (typeof message[name] !== 'string' || !/^\d+$/.test(message[name]))
        refuse(inside(check, name), 'Must be the number of a sticker, as text')
    }
  },
  image(check, message) {
    secureUrl(check, message, 'originalContentUrl')
    secureUrl(check, message, 'previewImageUrl')
  },
  video(check, message) {
    secureUrl(check, message, 'originalContentUrl')
    secureUrl(check, message, 'previewImageUrl')
    text(check, message, 'trackingId', { max: 100, optional: true })
  },
  audio(check, message) {
    secureUrl(check, message, 'originalContentUrl')
    number(check, message, 'duration', 1, Number.MAX_SAFE_INTEGER)
  },
  location(check, message) {
    text(check, message, 'title', { max: 100 })
    text(check, message, 'address', { max: 100 })
    number(check, message, 'latitude', -90, 90)
    number(check, message, 'longitude', -180, 180)
  },
  imagemap(check, message) {
    secureUrl(check, message, 'baseUrl')
    text(check, message, 'altText', { max: 1500 })
    list(check, message, 'actions', 0, 50)
    const size = fieldsOf(inside(check, 'baseSize'), message['baseSize'])
    if (size) number(inside(check, 'baseSize'), size, 'width', 1040, 1040)
  },
  template(check, message) {
    text(check, message, 'altText', { max: 1500 })
    const template = fieldsOf(inside(check, 'template'), message['template'])
    if (template) checkTemplate(inside(check, 'template'), template)
  },
  flex(check, message) {
    text(check, message, 'altText', { max: 1500 })
    checkFlex(inside(check, 'contents'), message['contents'])
  },
}

function checkTemplate(check: Check, template: Fields): void {
  choice(check, template, 'imageAspectRatio', ['rectangle', 'square'])
  choice(check, template, 'imageSize', ['cover', 'contain'])
  if (template['type'] === 'buttons')
    return checkColumn(check, template, { text: 160, textWithHead: 60, actions: [1, 4] })
  if (template['type'] === 'confirm')
    return checkColumn(check, template, { text: 240, textWithHead: 240, actions: [2, 2] })
  if (template['type'] === 'carousel') return checkColumns(check, template)
  if (template['type'] === 'image_carousel') {
    for (const [at, value] of list(check, template, 'columns', 1, 10)) {
      const column = fieldsOf(at, value)
      if (!column) continue
      secureUrl(at, column, 'imageUrl')
      checkAction(inside(at, 'action'), column['action'], 'imageCarousel')
    }
    return
  }
  refuse(inside(check, 'type'), 'Must be one of the following values: [buttons, confirm, carousel, image_carousel]')
}

/** All columns of a carousel are alike: as many actions, and images and titles in all or in none. */
function checkColumns(check: Check, template: Fields): void {
  const columns = list(check, template, 'columns', 1, 10)
  for (const [at, value] of columns) {
    const column = fieldsOf(at, value)
    if (column) checkColumn(at, column, { text: 120, textWithHead: 60, actions: [1, 3] })
  }
  const shapes = new Set(
    columns.map(([, column]) =>
      isFields(column)
        ? [
            Array.isArray(column['actions']) ? column['actions'].length : 0,
            'title' in column,
            'thumbnailImageUrl' in column,
          ].join()
        : '',
    ),
  )
  if (shapes.size > 1)
    refuse(
      inside(check, 'columns'),
      'Columns must have the same number of actions, and all or none an image and a title',
    )
}

interface ColumnLimits {
  text: number
  /** Less text fits beside an image or a title. */
  textWithHead: number
  actions: [number, number]
}

function checkColumn(check: Check, column: Fields, limits: ColumnLimits): void {
  const head = Boolean(column['title'] ?? column['thumbnailImageUrl'])
  text(check, column, 'title', { max: 40, count: graphemes, optional: true })
  text(check, column, 'text', { max: head ? limits.textWithHead : limits.text, count: graphemes })
  secureUrl(check, column, 'thumbnailImageUrl', true)
  if (column['defaultAction'] !== undefined)
    checkAction(inside(check, 'defaultAction'), column['defaultAction'], 'default')
  const place: Place = 'template'
  for (const [at, action] of list(check, column, 'actions', ...limits.actions)) checkAction(at, action, place)
}
