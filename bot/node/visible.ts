/**
 * Somebody else's text, fit for a terminal: control characters, which would move the cursor, colour what follows or begin
 * a line of their own, are written as `\u001b`.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
