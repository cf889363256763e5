/** A receipt number as people read it, the same on the page, in the chat and in mails: 0138. */
export const shownNumber = (number: number | null): string => String(number ?? 0).padStart(4, '0')
