/** The path in a `file:` URL; a relative one counts from the working directory. */
export const filePath = (url: string) => url.replace(/^file:(\/\/(?=\/))?/, '')
