/** What only forms with scores, calculations or variables need. */
export { factAt } from '../../../bot/forms/fact-at.ts'
export { filledDefinition } from '../../../bot/forms/fill-texts.ts'
export { shownNumbers } from '../../../bot/forms/shown-numbers.ts'
