/** What was begun and not sent, by friend. In memory only: what people talk about is not left in a browser's storage. */
export const drafts = new Map<string, string>()
