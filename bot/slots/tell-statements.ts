import type { Statement } from '../../db/database.ts'
import { inLanguage } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { personOf } from '../rules/person.ts'
import { tellPerson } from '../rules/tell-person.ts'
import type { Scope } from '../scope.ts'
import type { SlotRow } from './contract.ts'
import { slotText } from './slot-text.ts'
import type { Tell } from './staff-contract.ts'
import { slotVariable } from './staff-texts.ts'
import { heardBy, slotValue } from './value.ts'

/**
 * What is written so that a person hears of what staff did with their booking; nothing where staff do not want it.
 * @param slot where they have a place now; null: nowhere
 * @param of the slot of which it tells
 */
export async function tellStatements(
  scope: Scope,
  { id, uid }: Pick<Draft, 'id' | 'uid'>,
  { booking, slot, of, tell }: { booking: string; slot: string | null; of: Omit<SlotRow, 'state'>; tell: Tell },
): Promise<Statement[]> {
  if (!tell) return []
  const person = await personOf(scope, uid)
  const language = person?.language ?? 'ja'
  const { ja, en } = tell.text
  const texts = { ja, ...(en !== undefined && { en }) }
  const text = inLanguage(texts, language).replaceAll(slotVariable, inLanguage(slotText(slotValue(of)), language))
  return tellPerson(scope, id, { booking, slot, until: heardBy(of), text })
}
