const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter]!)

/** Addresses that stand alone on a line, as ours do. */
const isLink = (line: string) => /^https?:\/\/\S+$/.test(line)

/** The plain text once more for programs that show HTML: the same words, readable, with links that can be tapped. */
export function htmlOf(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => (isLink(line) ? `<a href="${escaped(line)}">${escaped(line)}</a>` : escaped(line)))
  return `<!doctype html><html><body style="margin:0;padding:24px;font:16px/1.7 sans-serif;color:#1c1a17;background:#fff">${lines.join('<br>\n')}</body></html>`
}
