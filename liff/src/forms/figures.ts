/** What only forms with scores, calculations, variables or comparisons need. */
export { factAt } from '../../../bot/forms/fact-at.ts'
export { filledDefinition } from '../../../bot/forms/fill-texts.ts'
export { daysBeside, hintsBeside } from './hints-beside.ts'
export { checkedBeside, comparedKind } from '../../../bot/forms/kinds/compared.ts'
export { shownNumbers } from '../../../bot/forms/shown-numbers.ts'
