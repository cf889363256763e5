/** How somebody came to a form: to a certain question, and from a chat that waits for its answer. */
export interface Arrival {
  question: string | null
  fromChat: boolean
  /** What the link says, by its names. */
  said: Record<string, string>
}

/** LINE's first redirect carries the path that people were sent to in `liff.state`, before it stands in the address. */
export function arrivalAt(address: URL): Arrival {
  const state = address.searchParams.get('liff.state')
  const query = state === null ? address.searchParams : new URL(state, address.origin).searchParams
  return { question: query.get('question'), fromChat: query.get('from') === 'chat', said: Object.fromEntries(query) }
}
