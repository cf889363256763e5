import type { FlowEntry, LineMessage } from '../../shapes.ts'

interface Body {
  events?: { message?: LineMessage; postback?: { data?: string } }[]
  messages?: LineMessage[]
}

const saidBy = (message: LineMessage | undefined) => message && (message.text ?? message.altText ?? message.type)

/** A few words of what an entry carries: the text said, the data of the button, the message sent. */
export function gistOf(entry: FlowEntry): string {
  try {
    const { events, messages } = JSON.parse(entry.request) as Body
    const said =
      entry.kind === 'webhook' ? (saidBy(events?.[0]?.message) ?? events?.[0]?.postback?.data) : saidBy(messages?.[0])
    return said?.split('\n')[0] ?? ''
  } catch {
    return ''
  }
}
