import type { AddressRead, KnownAddress, Place, PostcodeFile } from '../addresses/contract.ts'
import { amongOf, readAddress } from '../addresses/read-address.ts'
import { questionByKey } from '../forms/flow.ts'
import type { Run, Said } from './contract.ts'

// An address comes in parts: what is known of it waits in the conversation, beside the question.

/** What was looked up for a question that asks for an address. */
export interface AddressHeard {
  /** What the person's text tells; null: nothing, or it was no text. */
  read: AddressRead | null
  /** Where what was known before leaves it open which place it is. */
  among: Place[]
}

/** What is known, as the conversation keeps it. */
export const keptAddress = (known: KnownAddress): string[] =>
  Object.entries(known).flatMap(([part, text]) => (text === undefined ? [] : [`${part}=${text}`]))

export const knownAddress = (kept: string[]): KnownAddress =>
  Object.fromEntries(kept.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]))

/** Looks up what a turn needs to know of an address; undefined, without looking, where none is asked for. */
export async function hearAddress(
  file: PostcodeFile,
  { run, question, ticked }: { run: Pick<Run, 'definition'> | null; question: string | null; ticked: string[] },
  said: Said,
): Promise<AddressHeard | undefined> {
  if (!run || question === null || questionByKey(run.definition, question)?.kind !== 'address') return undefined
  const known = knownAddress(ticked)
  const [read, among] = await Promise.all([
    said.kind === 'text' ? readAddress(file, said.text, known) : null,
    amongOf(file, known),
  ])
  return { read, among }
}
