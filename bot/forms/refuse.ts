import { conflict } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { Draft } from './draft.ts'
import { earlierOf } from './earlier.ts'
import type { Earlier, Opening } from './contract.ts'

/**
 * Lets a form go on only while it takes answers.
 * @throws MusubiError conflict, `detail.reason` being `not_yet`, `closed` or `full`, and `detail.opening` the whole of it
 */
export function demandOpen(opening: Opening): void {
  if (opening.kind === 'open') return
  throw conflict('This form does not take answers now', { reason: opening.kind, opening })
}

/**
 * Lets only a draft go on.
 * @throws MusubiError conflict, `detail.reason` being what it is instead: `finished`, `cancelled` or `replaced`
 */
export function demandDraft({ state }: Draft): void {
  if (state !== 'draft') throw conflict('This submission takes no more answers', { reason: state })
}

/**
 * The one answer that somebody has given already, with another submission than the one that this draft changes; null
 * when there is none. Most forms may be answered again: for them nothing is asked of the database.
 */
export async function secondOf(scope: Scope, draft: Draft): Promise<Earlier | null> {
  if (draft.more === 'again') return null
  const earlier = await earlierOf(scope, { formId: draft.formId, repeat: 'once', uid: draft.uid })
  return earlier && earlier.id !== draft.replaces?.id ? earlier : null
}
