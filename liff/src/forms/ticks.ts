import {
  chosenKey,
  optionsWithOther,
  otherKey,
  otherMark,
  otherText,
  type Choice,
} from '../../../bot/forms/kinds/other.ts'
import { staysBeside } from '../../../bot/forms/kinds/together.ts'

/** What stands in the value for the option with words of one's own; undefined while it is not chosen. */
export const otherOf = ({ other }: Choice, chosen: string[]): string | undefined =>
  other ? chosen.find((one) => otherText(one) !== null) : undefined

/**
 * The chosen options after one more was ticked, or one less; in the order of the options, as they are stored. One that stands
 * alone takes the place of the others, and gives way to them.
 * @param words what stands for the option with words of one's own
 */
export function ticked(
  question: Choice,
  chosen: string[],
  { key, wanted, words = otherOf(question, chosen) ?? otherMark }: { key: string; wanted: boolean; words?: string },
): string[] {
  const stays = wanted ? staysBeside(question.options, key) : () => true
  const had = chosen.map(chosenKey).filter(stays)
  return optionsWithOther(question)
    .map((option) => option.key)
    .filter((one) => (one === key ? wanted : had.includes(one)))
    .map((one) => (question.other && one === otherKey ? words : one))
}
