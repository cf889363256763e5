import { textLengthMax, type FormDefinition, type Question } from './contract.ts'
import { daysFromToday } from './date-bounds.ts'

/** What answers that were given do not fit any more: questions that go, and bounds that are narrower now. */
export interface Breaks {
  removed: Question[]
  /** With the names of what is narrower: `min`, `lengthMax`, `other`, `required`. */
  narrowed: { question: Question; fields: string[] }[]
}

const lower = ['min', 'lengthMin', 'chosenMin']
const upper = ['max', 'lengthMax', 'chosenMax', 'filesMax', 'top']
/** What takes more answers while it is there. */
const widening = ['other', 'decimals']

/** What of a form is lost or stricter in its next version. Options that go are counted by `removalsOf`. */
export function breaksOf(before: FormDefinition, after: FormDefinition): Breaks {
  const now = new Map(after.questions.map((question) => [question.key, question]))
  return {
    removed: before.questions.filter(({ key, kind }) => kind !== 'statement' && !now.has(key)),
    narrowed: before.questions.flatMap((old) => {
      const question = now.get(old.key)
      const fields = question ? narrowerFields(old, question) : []
      return question && fields.length > 0 ? [{ question, fields }] : []
    }),
  }
}

type Bound = string | number | undefined

/** What kinds that may follow each other under one key say without having a field for it. */
const implied: Partial<Record<Question['kind'], Record<string, Bound>>> = {
  short_text: { lengthMax: 500 },
  long_text: { lengthMax: textLengthMax },
  money: { min: 0 },
}

/** Days that move with the day of answering compare by how far they lie from it. */
const comparable = (bound: string | number) => (typeof bound === 'string' ? (daysFromToday(bound) ?? bound) : bound)

const comparisonsOf = (question: Question): string[] =>
  (('compared' in question && question.compared) || []).map(({ is, than }) => `${is} ${than}`)

function narrowerFields(old: Question, question: Question): string[] {
  const [was, is] = [old, question].map((one) => ({ ...implied[one.kind], ...one })) as unknown as [
    Record<string, Bound>,
    Record<string, Bound>,
  ]
  const isNarrower = (name: string, narrows: (before: string | number, after: string | number) => boolean) => {
    const [before, after] = [was[name], is[name]]
    if (before === undefined || after === undefined) return after !== undefined
    const [from, to] = [comparable(before), comparable(after)]
    return typeof from === typeof to && narrows(from, to)
  }
  return [
    ...lower.filter((name) => isNarrower(name, (before, after) => after > before)),
    ...upper.filter((name) => isNarrower(name, (before, after) => after < before)),
    ...widening.filter((name) => was[name] && !is[name]),
    ...(question.required && !old.required ? ['required'] : []),
    ...(comparisonsOf(question).every((one) => comparisonsOf(old).includes(one)) ? [] : ['compared']),
    ...(hasLessOfSomething(old, question) ? ['itemMax'] : []),
  ]
}

/** Whether people may have less of a thing of an order than before. */
function hasLessOfSomething(old: Question, question: Question): boolean {
  if (old.kind !== 'order' || question.kind !== 'order') return false
  return question.options.some(({ key, max }) => {
    const before = old.options.find((one) => one.key === key)
    return before !== undefined && max !== undefined && max < (before.max ?? Infinity)
  })
}
