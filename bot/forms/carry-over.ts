import * as v from 'valibot'
import { optionsMax, questionSchema, type Option, type Question, type QuestionKind } from './contract.ts'
import { newQuestion } from './new-question.ts'
import { sideOfLabel } from './meant/yes-no.ts'
import { isPersonal } from './personal.ts'

type Fields = Record<string, unknown>

/** A question in another kind, and what of it has no place there. */
export interface CarriedOver {
  question: Question
  /** Names of what is lost: `chosenMax`, `other`, `picture`. */
  lost: string[]
  /** Options beyond those that the kind takes. */
  lostOptions: Option[]
  /** How the former options are named now, where that is different. */
  renamed: Record<string, string>
}

/** What another kind calls the same thing. A source is taken where it fits the field; the hours of a moment are a time of the day. */
const otherNames: Record<string, string> = {
  ...{ top: 'chosenMax', chosenMax: 'top', text: 'description', description: 'text' },
  ...{ timeMin: 'min', timeMax: 'max', min: 'timeMin', max: 'timeMax' },
}

/** What a kind says without having a field for it. */
const implied: Partial<Record<QuestionKind, Fields>> = { rating: { min: 1 }, nps: { min: 0, max: 10 } }

/**
 * The same question as one of another kind: its words and everything that both kinds know stay. What has to be there and is not
 * known begins as in a new question; what may be left out is.
 */
export function carryOver(question: Question, kind: QuestionKind): CarriedOver {
  const english = question.title.en !== undefined
  const old: Fields = { ...implied[question.kind], ...question }
  const fresh = newQuestion(kind, question.key, english) as unknown as Fields
  const begun = newQuestion(question.kind, question.key, english) as unknown as Fields
  const choices = carriedChoices(question, kind)
  const made: Fields = { ...choices.fields }
  const taken = new Set(['kind', 'key', ...choices.taken])
  for (const [field, entry] of entriesOf(kind)) {
    if (field in made) continue
    const isStep = field === 'step' && isClock(question.kind) !== isClock(kind)
    const source = [field, otherNames[field] ?? field].find(
      (name) => !taken.has(name) && !isStep && fits(entry, old[name]),
    )
    if (source !== undefined) taken.add(source)
    if (source !== undefined) made[field] = old[source]
    else if (entry.type !== 'optional') made[field] = fresh[field]
  }
  // Words that nobody wrote are those of the kind.
  if (same(question.title, begun['title'])) made['title'] = fresh['title']
  if (kind === 'statement') made['required'] = false
  if (kind === 'slider' && question.kind !== 'slider') made['step'] = stepFor(Number(made['max']) - Number(made['min']))
  const carried = made as unknown as Question
  // What named a person still does when it is asked for in free words.
  if (isPersonal(question) && !isPersonal(carried) && kind !== 'statement') carried.personal = true
  const gone = Object.keys(question).filter((name) => !taken.has(name) && !same(old[name], begun[name]))
  return {
    question: carried,
    lost: [...gone, ...choices.lost, ...(question.kind === 'slot' ? ['slots'] : [])],
    lostOptions: choices.lostOptions,
    renamed: choices.renamed,
  }
}

const entriesOf = (kind: QuestionKind) =>
  Object.entries(
    questionSchema.options.find(({ entries }) => entries.kind.literal === kind)!.entries as Record<
      string,
      v.GenericSchema
    >,
  )

/** Whether a value may stand in a field, or may as soon as its words are written. */
function fits(entry: v.GenericSchema, value: unknown): boolean {
  if (value === undefined) return false
  const { issues = [] } = v.safeParse(entry, value)
  return issues.every(({ input, type }) => type === 'min_length' && input === '')
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Minutes of a clock are no steps of a scale. */
const isClock = (kind: QuestionKind) => kind === 'time' || kind === 'date_time'

/** One by one on a short scale, about a hundred places on a long one. */
const stepFor = (span: number) => (span <= 100 ? 1 : 10 ** Math.floor(Math.log10(span / 10)))

interface CarriedChoices extends Pick<CarriedOver, 'lost' | 'lostOptions' | 'renamed'> {
  fields: Fields
  taken: string[]
}
const noChoices: CarriedChoices = { fields: {}, taken: [], lost: [], lostOptions: [], renamed: {} }

/** What people choose from is the same list, whether it stands in rows, in the columns of a matrix or as yes and no. */
function carriedChoices(question: Question, kind: QuestionKind): CarriedChoices {
  const found = choicesOf(question)
  if (!found) return noChoices
  const { list, taken } = found
  // なし above あり is the no, wherever it stands.
  const isTurned = list.length === 2 && sideOfLabel(list[0]!.label) === 'no' && sideOfLabel(list[1]!.label) !== 'no'
  const [first, second] = isTurned ? list.toReversed() : list
  if (kind === 'yes_no' && list.length === 2 && first && second) {
    const scores = { yesScore: first.score, noScore: second.score }
    const given = Object.entries(scores).filter(([, score]) => score !== undefined)
    return {
      ...noChoices,
      fields: { yesLabel: first.label, noLabel: second.label, ...Object.fromEntries(given) },
      taken,
      lost: list.some(({ picture }) => picture) ? ['picture'] : [],
      renamed: { [first.key]: 'yes', [second.key]: 'no' },
    }
  }
  const most = optionsMax[kind as keyof typeof optionsMax] as number | undefined
  if (most === undefined) return noChoices
  const kept = list.slice(0, most)
  const { picture, alone, score } = partsTaken(kind)
  const lost = [
    ...(!picture && kept.some((option) => option.picture) ? ['picture'] : []),
    ...(!alone && kept.some((option) => option.alone) ? ['alone'] : []),
    ...(kept.some((option) => option.score !== undefined && !score(option.score)) ? ['score'] : []),
    ...(question.kind === 'order' && kind !== 'order' && question.options.some(({ max }) => max) ? ['max'] : []),
  ]
  const made = kept.map((option) => ({
    ...{ key: option.key, label: option.label },
    ...(option.score !== undefined && score(option.score) && { [kind === 'order' ? 'price' : 'score']: option.score }),
    ...(picture && option.picture !== undefined && { picture: option.picture }),
    ...(alone && option.alone !== undefined && { alone: option.alone }),
  }))
  return {
    ...noChoices,
    fields: { [kind === 'matrix' ? 'columns' : 'options']: made },
    ...{ taken, lost, lostOptions: list.slice(most) },
  }
}

/** What a kind takes of an option beside its key and its words; what an option counts is the price of a thing to order. */
const partsTaken = (kind: QuestionKind) => ({
  picture: kind === 'single_choice' || kind === 'multiple_choice' || kind === 'order',
  alone: kind === 'multiple_choice',
  score: (score: number) => kind !== 'order' || (Number.isSafeInteger(score) && score >= 0),
})

function choicesOf(question: Question): { list: Option[]; taken: string[] } | null {
  if (question.kind === 'order')
    return {
      list: question.options.map(({ price, max: _max, ...item }) => ({
        ...item,
        ...(price !== undefined && { score: price }),
      })),
      taken: ['options'],
    }
  if ('options' in question) return { list: question.options, taken: ['options'] }
  if (question.kind === 'matrix') return { list: question.columns, taken: ['columns'] }
  if (question.kind !== 'yes_no') return null
  const { yesLabel, noLabel, yesScore, noScore } = question
  const english = question.title.en !== undefined
  const option = (key: string, ja: string, en: string, label: Option['label'] | undefined, score?: number): Option => ({
    ...{ key, label: label ?? (english ? { ja, en } : { ja }) },
    ...(score !== undefined && { score }),
  })
  return {
    list: [option('yes', 'はい', 'Yes', yesLabel, yesScore), option('no', 'いいえ', 'No', noLabel, noScore)],
    taken: ['yesLabel', 'noLabel', 'yesScore', 'noScore'],
  }
}
