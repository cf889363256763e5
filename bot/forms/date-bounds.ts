import type { QuestionOf } from './contract.ts'

/** The bounds of a question with `today` filled in, as dates; LINE's picker goes from 1900 to 2100. */
export function dateBounds(
  question: QuestionOf<'date'> | QuestionOf<'date_time'>,
  today: string,
): { min: string; max: string } {
  const filled = (bound: string | undefined, otherwise: string) => (bound === 'today' ? today : (bound ?? otherwise))
  return { min: filled(question.min, '1900-01-01'), max: filled(question.max, '2100-12-31') }
}
