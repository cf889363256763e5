/**
 * The text of a `.env` file in which one setting has another value; null takes it away. A line that sets it already is
 * replaced, else one that stands there as a comment, else it is added at the end; everything else stays to the letter.
 */
export function withSetting(text: string, name: string, value: string | null): string {
  const set = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'm')
  const commented = new RegExp(`^#[ \\t]*${name}=[ \\t]*$`, 'm')
  if (value === null) return text.replace(set, `# ${name}=`)
  const line = `${name}=${value}`
  if (set.test(text)) return text.replace(set, () => line)
  if (commented.test(text)) return text.replace(commented, () => line)
  return text === '' || text.endsWith('\n') ? `${text}${line}\n` : `${text}\n${line}\n`
}
