import type { messagingApi } from '@line/bot-sdk'
import type { Tap } from '../../conversations/contract.ts'
import { encodeTap } from '../../conversations/tap.ts'
import { cutUnits, firstUnits } from '../../forms/cut-units.ts'

/** LINE's limits of a template with buttons that has neither title nor picture, and of a button's label. */
const textMax = 160
const altTextMax = 400

/** A short text over a button that goes on, in the chat or on a page, and one that stops reminders. They stay where they are. */
export interface Reminder {
  text: string
  goOn: { label: string; tap?: Tap; url?: string }
  stop: { label: string; tap: Tap }
}

/** A reminder as LINE takes it; its labels have 20 characters at most. */
export function reminderMessage({ text, goOn, stop }: Reminder): messagingApi.Message {
  const postback = (label: string, tap: Tap): messagingApi.Action => ({
    ...{ type: 'postback', label, data: encodeTap(tap), displayText: label },
  })
  return {
    type: 'template',
    altText: firstUnits(text, altTextMax),
    template: {
      type: 'buttons',
      text: cutUnits(text, textMax),
      actions: [
        goOn.url === undefined ? postback(goOn.label, goOn.tap!) : { type: 'uri', label: goOn.label, uri: goOn.url },
        postback(stop.label, stop.tap),
      ],
    },
  }
}
