import type { messagingApi } from '@line/bot-sdk'
import type { Button, Picker, Speech } from '../../conversations/contract.ts'
import { encodeTap } from '../../conversations/tap.ts'
import { cutUnits } from '../../forms/cut-units.ts'

type Message = messagingApi.Message
type Action = messagingApi.Action

/** LINE's limits, from the Messaging API reference; labels count in graphemes. */
const flexLabelMax = 40
const quickReplyLabelMax = 20
const quickRepliesMax = 13
/** LINE takes 300; nobody reads more than this of what they tapped. */
const displayTextMax = 100
const bubbleBytesMax = 30_000
const messagesMax = 5
const textMax = 5000
const altTextMax = 1500

const colours = { ink: '#1D2129', soft: '#5B6270', indigo: '#243B6B', tint: '#E4E9F4' }

/** Our words as LINE message objects. At most five, as LINE takes in one call. */
export function lineMessages(speech: Speech[]): Message[] {
  return fitting(speech).map((one) => (one.kind === 'text' ? textMessage(one) : questionMessage(one)))
}

/** As many messages as LINE takes in one call: plain texts that follow each other become one, the shortest first. */
function fitting(speech: Speech[]): Speech[] {
  if (speech.length <= messagesMax) return speech
  const lengthOf = (at: number) => {
    const [one, next] = [speech[at], speech[at + 1]]
    return isPlain(one) && isPlain(next) ? one.text.length + next.text.length : Infinity
  }
  const at = speech.slice(1).reduce((best, _, index) => (lengthOf(index) < lengthOf(best) ? index : best), 0)
  if (lengthOf(at) === Infinity) return speech.slice(-messagesMax)
  const [one, next] = [speech[at], speech[at + 1]] as [Text, Text]
  return fitting(speech.toSpliced(at, 2, { ...one, text: `${one.text}\n\n${next.text}` }))
}

type Text = Extract<Speech, { kind: 'text' }>
const isPlain = (one: Speech | undefined): one is Text => one?.kind === 'text' && one.buttons.length === 0 && !one.link

function textMessage({ text, buttons, link }: Text): Message {
  const said = cutUnits(text, textMax)
  const replies = quickReply(buttons.map(quickReplyItem))
  if (!link) return { type: 'text', text: said, ...replies }
  const contents: messagingApi.FlexComponent[] = [
    { type: 'text', text: said, size: 'md', wrap: true, color: colours.ink },
    mainButton(pageLink(link, flexLabelMax)),
  ]
  const bubble: messagingApi.FlexBubble = {
    type: 'bubble',
    size: 'mega',
    body: { type: 'box', layout: 'vertical', contents },
  }
  const plain = `${cutUnits(text, altTextMax - link.url.length - 1)}\n${link.url}`
  return { type: 'flex', altText: cutUnits(plain, altTextMax), contents: bubble, ...replies }
}

type QuestionSpeech = Extract<Speech, { kind: 'question' }>

function questionMessage(question: QuestionSpeech): Message {
  const contents: messagingApi.FlexComponent[] = [
    { type: 'text', text: question.progress, size: 'xs', color: colours.soft },
    { type: 'text', text: question.title, weight: 'bold', size: 'md', wrap: true, color: colours.ink },
  ]
  if (question.pairs) contents.push(...question.pairs.map(pairBox))
  else if (question.body)
    contents.push({ type: 'text', text: question.body, size: 'sm', wrap: true, color: colours.ink, margin: 'md' })
  if (question.note) contents.push({ type: 'text', text: question.note, size: 'sm', wrap: true, color: colours.soft })
  const bubble: messagingApi.FlexBubble = {
    type: 'bubble',
    size: 'mega',
    body: { type: 'box', layout: 'vertical', spacing: 'sm', contents: [...contents, ...answerComponents(question)] },
  }
  const replies = quickReply(quickReplies(question))
  const plain = plainText(question)
  if (hasPictures(question) && isTooLarge(bubble, question, plain)) return questionMessage(withoutPictures(question))
  // A bubble that LINE would refuse becomes a numbered text; the numbers can be typed.
  if (isTooLarge(bubble, question, plain)) return { type: 'text', text: cutUnits(plain, textMax), ...replies }
  return { type: 'flex', altText: cutUnits(plain, altTextMax), contents: bubble, ...replies }
}

/** A heading, and what belongs to it under it. */
const pairBox = ([heading, text]: [string, string]): messagingApi.FlexComponent => ({
  ...{ type: 'box', layout: 'vertical', margin: 'md' },
  contents: [
    { type: 'text', text: heading, size: 'xs', wrap: true, color: colours.soft },
    { type: 'text', text, size: 'sm', wrap: true, color: colours.ink },
  ],
})

function answerComponents(question: QuestionSpeech): messagingApi.FlexComponent[] {
  const components: messagingApi.FlexComponent[] = []
  if (question.layout === 'row') components.push(...row(question))
  else if (hasPictures(question)) components.push(...pictureRows(question))
  else {
    question.options.forEach((option, index) => {
      components.push(optionButton(option, labelOf(question, option), index === 0))
    })
  }
  if (question.confirm) components.push(mainButton(postback(question.confirm, flexLabelMax)))
  if (question.date) components.push(mainButton(datePicker(question.date)))
  if (question.link) components.push(mainButton(pageLink(question.link, flexLabelMax)))
  return components
}

const mainButton = (action: Action): messagingApi.FlexComponent => ({
  type: 'button',
  style: 'primary',
  height: 'sm',
  margin: 'md',
  color: colours.indigo,
  action,
})

function optionButton(
  option: QuestionSpeech['options'][number],
  label: string,
  isFirst: boolean,
): messagingApi.FlexComponent {
  return {
    type: 'button',
    style: 'secondary',
    height: 'sm',
    color: option.ticked ? '#C9D6EE' : colours.tint,
    action: postback({ ...option, label }, flexLabelMax),
    ...(isFirst ? { margin: 'md' } : {}),
  }
}

type Option = QuestionSpeech['options'][number]
type Tile = Option & { picture: string }

/** What an option is called here; one that was ticked says so. */
const labelOf = ({ confirm }: QuestionSpeech, { ticked, label }: Option) => (confirm && ticked ? `✓ ${label}` : label)

const hasPictures = ({ options }: QuestionSpeech) => options.some(({ picture }) => picture !== undefined)
const isTile = (option: Option | undefined): option is Tile => option?.picture !== undefined
const withoutPictures = (question: QuestionSpeech): QuestionSpeech => ({
  ...question,
  options: question.options.map(({ picture: _picture, ...option }) => option),
})

/**
 * Options with pictures, two in a row as in LIFF: one message shows all of them, and nobody has to swipe. One without a
 * picture stays a button, in its place.
 */
function pictureRows(question: QuestionSpeech): messagingApi.FlexComponent[] {
  const { options } = question
  const components: messagingApi.FlexComponent[] = []
  for (let at = 0; at < options.length; at++) {
    const [one, next] = [options[at]!, options[at + 1]]
    if (!isTile(one)) {
      components.push(optionButton(one, labelOf(question, one), at === 0))
      continue
    }
    const beside = isTile(next) ? tile(next, labelOf(question, next)) : emptyTile
    components.push({
      ...{ type: 'box', layout: 'horizontal', spacing: 'sm' },
      ...(at === 0 ? { margin: 'md' } : {}),
      contents: [tile(one, labelOf(question, one)), beside],
    })
    if (isTile(next)) at++
  }
  return components
}

/** As wide as the others, so that a last one does not grow. */
const emptyTile: messagingApi.FlexComponent = { type: 'box', layout: 'vertical', flex: 1, contents: [] }

const tile = (option: Tile, label: string): messagingApi.FlexComponent => ({
  ...{ type: 'box', layout: 'vertical', flex: 1, cornerRadius: 'md' },
  backgroundColor: option.ticked ? '#C9D6EE' : colours.tint,
  contents: [
    { type: 'image', url: option.picture, size: 'full', aspectRatio: '4:3', aspectMode: 'cover' },
    {
      ...{ type: 'box', layout: 'vertical', paddingAll: 'sm' },
      contents: [{ type: 'text', text: label, size: 'sm', align: 'center', wrap: true, color: colours.ink }],
    },
  ],
  action: postback(option, flexLabelMax),
})

/** Ratings in rows of five, 0 to 10 in rows of four, with words at both ends. */
function row({ options, ends }: QuestionSpeech): messagingApi.FlexComponent[] {
  const rows: messagingApi.FlexComponent[] = []
  const each = options.length > 10 ? 4 : 5
  for (let at = 0; at < options.length; at += each) {
    rows.push({
      type: 'box',
      layout: 'horizontal',
      spacing: 'sm',
      margin: 'md',
      contents: options.slice(at, at + each).map((option) => ({
        type: 'button',
        style: 'secondary',
        height: 'sm',
        color: colours.tint,
        action: postback(option, flexLabelMax),
      })),
    })
  }
  if (ends) {
    rows.push({
      type: 'box',
      layout: 'horizontal',
      contents: [
        { type: 'text', text: ends[0], size: 'xs', color: colours.soft, wrap: true },
        { type: 'text', text: ends[1], size: 'xs', color: colours.soft, wrap: true, align: 'end' },
      ],
    })
  }
  return rows
}

/** More than what a bubble, and one button of it, needs beside its texts. */
const frameBytes = 2_000
const buttonBytes = 700
const pairBytes = 300
/** A tile says what it is called twice, and where its picture is. */
const tileBytes = 1_200

/** Most questions are so short that nothing needs to be counted: a unit of a text has at most six bytes, escaped. */
function isTooLarge(bubble: messagingApi.FlexBubble, question: QuestionSpeech, plain: string): boolean {
  const { note, options, pairs = [] } = question
  const each = hasPictures(question) ? tileBytes : buttonBytes
  const units = options.reduce((sum, { label, says }) => sum + label.length + says.length, plain.length)
  if (
    frameBytes + options.length * each + pairs.length * pairBytes + (units + (note?.length ?? 0)) * 6 <=
    bubbleBytesMax
  )
    return false
  // A character has three bytes at most for each of its units.
  const json = JSON.stringify(bubble)
  return json.length * 3 > bubbleBytesMax && new TextEncoder().encode(json).length > bubbleBytesMax
}

/** What is read where the bubble cannot be shown: lists of chats, notices, a PC. */
function plainText(question: QuestionSpeech): string {
  const { progress, title, body, note, link, options, offered, confirm } = question
  // The values of a scale are numbers themselves: 「1. 0」 would be read as either.
  const isScale = question.layout === 'row' && !offered
  const listed = isScale
    ? [options.map(({ label }) => label).join('　'), question.ends?.join(' → ')]
    : options.map(
        ({ label, ticked }, index) => `${offered ? '・' : `${index + 1}. `}${confirm && ticked ? '✓ ' : ''}${label}`,
      )
  const page = link ? [note, link.url] : []
  return [`（${progress}）${title}`, body, ...listed, ...page].filter(Boolean).join('\n')
}

/** The same answers once more where the thumb is, while they fit; the controls always. */
function quickReplies(question: QuestionSpeech): messagingApi.QuickReplyItem[] {
  const controls = question.controls.map(quickReplyItem)
  const answers = question.confirm ? [quickReplyItem(question.confirm)] : question.options.map(quickReplyItem)
  const dates = question.date
    ? [{ type: 'action' as const, action: datePicker(question.date, quickReplyLabelMax) }]
    : []
  // LINE gives where somebody is by a quick reply alone.
  const places = question.place
    ? [
        {
          type: 'action' as const,
          action: { type: 'location' as const, label: cut(question.place, quickReplyLabelMax) },
        },
      ]
    : []
  // So are the camera and the photos of a phone.
  const photos = (['camera', 'cameraRoll'] as const).flatMap((type, at) => {
    const label = question.photos?.[at]
    return label === undefined
      ? []
      : [{ type: 'action' as const, action: { type, label: cut(label, quickReplyLabelMax) } }]
  })
  const links = question.link ? [{ type: 'action' as const, action: pageLink(question.link, quickReplyLabelMax) }] : []
  const all = [...answers, ...dates, ...places, ...photos, ...links, ...controls]
  return all.length <= quickRepliesMax ? all : [...dates, ...places, ...photos, ...links, ...controls]
}

const quickReply = (items: messagingApi.QuickReplyItem[]) => (items.length > 0 ? { quickReply: { items } } : {})

const quickReplyItem = (button: Button): messagingApi.QuickReplyItem => ({
  type: 'action',
  action: postback(button, quickReplyLabelMax),
})

const postback = ({ label, says, tap }: Button, labelMax: number): Action => ({
  type: 'postback',
  label: cut(label, labelMax),
  data: encodeTap(tap),
  displayText: cut(says, displayTextMax),
})

const pageLink = ({ label, url }: NonNullable<QuestionSpeech['link']>, labelMax: number): Action => ({
  type: 'uri',
  label: cut(label, labelMax),
  uri: url,
})

const datePicker = ({ mode, label, tap, min, max, initial }: Picker, labelMax = flexLabelMax): Action => ({
  type: 'datetimepicker',
  label: cut(label, labelMax),
  data: encodeTap(tap),
  mode,
  initial,
  // LINE refuses bounds that leave nothing to choose.
  ...(min < max ? { min, max } : {}),
})

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most so many characters as people count them: how LINE measures labels. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment)
  return parts.length <= max ? text : `${parts.slice(0, max - 1).join('')}…`
}
