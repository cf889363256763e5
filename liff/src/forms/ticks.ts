import {
  chosenKey,
  optionsWithOther,
  otherKey,
  otherMark,
  otherText,
  type Choice,
} from '../../../bot/forms/kinds/other.ts'

/** What stands in the value for the option with words of one's own; undefined while it is not chosen. */
export const otherOf = ({ other }: Choice, chosen: string[]): string | undefined =>
  other ? chosen.find((one) => otherText(one) !== null) : undefined

/**
 * The chosen options after one more was ticked, or one less; in the order of the options, as they are stored.
 * @param words what stands for the option with words of one's own
 */
export function ticked(
  question: Choice,
  chosen: string[],
  { key, wanted, words = otherOf(question, chosen) ?? otherMark }: { key: string; wanted: boolean; words?: string },
): string[] {
  const had = chosen.map(chosenKey)
  return optionsWithOther(question)
    .map((option) => option.key)
    .filter((one) => (one === key ? wanted : had.includes(one)))
    .map((one) => (question.other && one === otherKey ? words : one))
}
