const lengthMax = 120
// Control characters, what turns the direction of writing, and what separates folders.
// oxlint-disable-next-line no-control-regex -- Control characters are what is taken out.
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g
const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const

/**
 * A name for people to read, made of what the browser claimed: without folders, with the ending that fits what the file
 * really is. It never becomes a path.
 * @param claimed percent-encoded, as in `x-file-name`
 */
export function fileNameOf(claimed: string | undefined, contentType: keyof typeof extensions): string {
  const stem = withoutFolders(decoded(claimed ?? ''))
    .replace(/\.[^.]*$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return `${Array.from(stem).slice(0, lengthMax).join('') || 'file'}.${extensions[contentType]}`
}

/** The last part of a name that somebody claims, without what could make it look like another one. */
export const withoutFolders = (name: string): string =>
  name.normalize('NFC').replace(unwanted, '').split(/[/\\]/).at(-1) ?? ''

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
