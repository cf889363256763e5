import { keywordMax } from '../forms/edit-contract.ts'
import { fold } from '../forms/meant/fold.ts'
import type { Said } from './contract.ts'

/** What was said, folded as keywords are, where it may be one. */
export function keywordIn(said: Said | null): string | null {
  const folded = said?.kind === 'text' && said.text.length <= keywordMax ? fold(said.text) : ''
  return folded === '' ? null : folded
}
