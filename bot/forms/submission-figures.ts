import type { StaffScope } from '../http/staff-door.ts'
import { shown } from '../staff/masking.ts'
import type { FormDefinition } from './contract.ts'
import type { Calculated } from './fact-at.ts'
import { isPersonal } from './personal.ts'
import { factsIn } from './progress.ts'

interface Kept {
  hidden: Record<string, string>
  calculated: Calculated | null
  endingKey: string | null
}

/** What a submission says beside its answers, as the reader may see it: what the link said, its numbers, how it ended. */
export function figuresOf(scope: StaffScope, definition: FormDefinition, { hidden, calculated, endingKey }: Kept) {
  return {
    hidden: (definition.hidden ?? []).flatMap(({ key, title, personal }) => {
      const value = hidden[key]
      return value === undefined ? [] : [{ key, title, value: personal ? shown(scope, value) : value }]
    }),
    /** Empty until it is finished; `value` null: it could not be had, or is masked. */
    calculated: calculated
      ? (definition.calculations ?? []).map((calculation) => {
          const { key, title, unit = null } = calculation
          const masked = isPersonalNumber(definition, calculation) && !scope.actor.seesPersonal
          return { key, title, unit, masked, value: masked ? null : (calculated[key] ?? null) }
        })
      : [],
    /** The ending that was read; null: the form's own. */
    ending: definition.endings?.find(({ key }) => key === endingKey) ?? null,
  }
}

/** A number that follows from personal answers tells of them; so does one that follows from such a number. */
export function isPersonalNumber(
  definition: FormDefinition,
  { formula }: NonNullable<FormDefinition['calculations']>[number],
): boolean {
  const all = definition.calculations ?? []
  return factsIn(formula).some((fact) => {
    const [from, key] = fact.split('.')
    if (from === 'hidden') return definition.hidden?.some((one) => one.key === key && one.personal) === true
    if (from !== 'value') return definition.questions.some((question) => question.key === key && isPersonal(question))
    // Only those before it count, so that a formula in a circle ends.
    const place = all.findIndex((one) => one.key === key)
    const earlier = all[place]
    return earlier !== undefined && isPersonalNumber({ ...definition, calculations: all.slice(0, place) }, earlier)
  })
}
