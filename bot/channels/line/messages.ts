import type { messagingApi } from '@line/bot-sdk'
import type { Button, Speech } from '../../conversations/contract.ts'
import { encodeTap } from '../../conversations/tap.ts'

type Message = messagingApi.Message
type Action = messagingApi.Action

/** LINE's limits, from the Messaging API reference; labels count in graphemes. */
const flexLabelMax = 40
const quickReplyLabelMax = 20
const quickRepliesMax = 13
/** LINE takes 300; nobody reads more than this of what they tapped. */
const displayTextMax = 100
const bubbleBytesMax = 30_000
const textMax = 5000
const altTextMax = 1500

const colours = { ink: '#1D2129', soft: '#5B6270', indigo: '#243B6B', tint: '#E4E9F4' }

/** Our words as LINE message objects. At most five, as LINE takes in one call. */
export function lineMessages(speech: Speech[]): Message[] {
  const messages = speech
    .slice(0, 5)
    .map((one) => (one.kind === 'text' ? textMessage(one.text, one.buttons) : questionMessage(one)))
  return messages
}

function textMessage(text: string, buttons: Button[]): Message {
  return { type: 'text', text: cutUnits(text, textMax), ...quickReply(buttons.map(quickReplyItem)) }
}

type QuestionSpeech = Extract<Speech, { kind: 'question' }>

function questionMessage(question: QuestionSpeech): Message {
  const contents: messagingApi.FlexComponent[] = [
    { type: 'text', text: question.progress, size: 'xs', color: colours.soft },
    { type: 'text', text: question.title, weight: 'bold', size: 'md', wrap: true, color: colours.ink },
  ]
  if (question.note) contents.push({ type: 'text', text: question.note, size: 'sm', wrap: true, color: colours.soft })
  const bubble: messagingApi.FlexBubble = {
    type: 'bubble',
    size: 'mega',
    body: { type: 'box', layout: 'vertical', spacing: 'sm', contents: [...contents, ...answerComponents(question)] },
  }
  const replies = quickReply(quickReplies(question))
  const plain = plainText(question)
  // A bubble that LINE would refuse becomes a numbered text; the numbers can be typed.
  if (isTooLarge(bubble, question, plain)) return { type: 'text', text: cutUnits(plain, textMax), ...replies }
  return { type: 'flex', altText: cutUnits(plain, altTextMax), contents: bubble, ...replies }
}

function answerComponents(question: QuestionSpeech): messagingApi.FlexComponent[] {
  const components: messagingApi.FlexComponent[] = []
  if (question.layout === 'row') components.push(...row(question))
  else {
    question.options.forEach((option, index) => {
      components.push(
        optionButton(
          option,
          question.confirm ? `${option.ticked ? '✓ ' : ''}${option.label}` : option.label,
          index === 0,
        ),
      )
    })
  }
  if (question.confirm)
    components.push({
      type: 'button',
      style: 'primary',
      height: 'sm',
      color: colours.indigo,
      action: postback(question.confirm, flexLabelMax),
    })
  if (question.date)
    components.push({
      type: 'button',
      style: 'primary',
      height: 'sm',
      color: colours.indigo,
      action: datePicker(question.date),
    })
  return components
}

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

/** Ratings in rows of five, with words at both ends. */
function row({ options, ends }: QuestionSpeech): messagingApi.FlexComponent[] {
  const rows: messagingApi.FlexComponent[] = []
  for (let at = 0; at < options.length; at += 5) {
    rows.push({
      type: 'box',
      layout: 'horizontal',
      spacing: 'sm',
      margin: 'md',
      contents: options.slice(at, at + 5).map((option) => ({
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

/** Most questions are so short that nothing needs to be counted: a unit of a text has at most six bytes, escaped. */
function isTooLarge(bubble: messagingApi.FlexBubble, { note, options }: QuestionSpeech, plain: string): boolean {
  const units = options.reduce((sum, { label, says }) => sum + label.length + says.length, plain.length)
  if (frameBytes + options.length * buttonBytes + (units + (note?.length ?? 0)) * 6 <= bubbleBytesMax) return false
  // A character has three bytes at most for each of its units.
  const json = JSON.stringify(bubble)
  return json.length * 3 > bubbleBytesMax && new TextEncoder().encode(json).length > bubbleBytesMax
}

/** What is read where the bubble cannot be shown: lists of chats, notices, a PC. */
function plainText({ progress, title, options, confirm }: QuestionSpeech): string {
  const numbered = options.map(({ label, ticked }, index) => `${index + 1}. ${confirm && ticked ? '✓ ' : ''}${label}`)
  return [`（${progress}）${title}`, ...numbered].join('\n')
}

/** The same answers once more where the thumb is, while they fit; the controls always. */
function quickReplies(question: QuestionSpeech): messagingApi.QuickReplyItem[] {
  const controls = question.controls.map(quickReplyItem)
  const answers = question.confirm ? [quickReplyItem(question.confirm)] : question.options.map(quickReplyItem)
  const dates = question.date
    ? [{ type: 'action' as const, action: datePicker(question.date, quickReplyLabelMax) }]
    : []
  const all = [...answers, ...dates, ...controls]
  return all.length <= quickRepliesMax ? all : [...dates, ...controls]
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

const datePicker = (
  { label, tap, min, max, initial }: NonNullable<QuestionSpeech['date']>,
  labelMax = flexLabelMax,
): Action => ({
  type: 'datetimepicker',
  label: cut(label, labelMax),
  data: encodeTap(tap),
  mode: 'date',
  initial,
  min,
  max,
})

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most so many characters as people count them: how LINE measures labels. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment)
  return parts.length <= max ? text : `${parts.slice(0, max - 1).join('')}…`
}

/** At most so many UTF-16 units, never half a character: how LINE measures texts. */
function cutUnits(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
