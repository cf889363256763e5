import type { Option } from '../contract.ts'

/** Which of the options that were chosen before stay when one more is: none beside one that stands alone (特になし), nor that one itself. */
export function staysBeside(options: Option[], added: string): (chosen: string) => boolean {
  const alone = new Set(options.flatMap(({ key, alone }) => (alone ? [key] : [])))
  return (chosen) => chosen === added || (!alone.has(added) && !alone.has(chosen))
}
