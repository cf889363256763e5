import type { FormDefinition, Texts } from './contract.ts'
import { endingFor, type Ending } from './ending-for.ts'
import { filledPart, type Filling } from './fill-texts.ts'

/** What a person reads when they have sent a form. */
export interface EndWords {
  thanks: Texts
  next: Texts | null
  link: NonNullable<Ending['link']> | null
}

/** The words of the ending that fits the answers, else the form's own, as this person reads them. */
export function endWords(definition: FormDefinition, filling: Filling): EndWords {
  const {
    thanks,
    next = null,
    link = null,
  } = endingFor(definition, filling.answers, filling) ?? {
    thanks: definition.thanks,
    next: definition.next,
  }
  return filledPart(definition, { thanks, next, link }, filling)
}
