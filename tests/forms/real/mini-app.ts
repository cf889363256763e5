import { and, eq } from 'drizzle-orm'
import type { AnswerValue, Option, Question } from '../../../bot/forms/contract.ts'
import { cellOf } from '../../../bot/forms/kinds/matrix.ts'
import { numberMeant } from '../../../bot/forms/meant/number.ts'
import { otherLabel, otherMark } from '../../../bot/forms/kinds/other.ts'
import { slots } from '../../../db/schema/index.ts'
import { type Birthday, birthdayText } from '../../../liff/src/forms/birthday.ts'
import { filledParts } from '../../../liff/src/forms/question.ts'
import type { World } from '../../support/world.ts'
import { png } from '../../uploads/pictures.ts'
import type { Person } from '../person.ts'

export interface Page {
  world: World
  person: Person
  formId: string
  /** Of the draft that is open. */
  submission: string
}

const keyOf = (options: Option[], label: unknown): string => {
  const found = options.find((option) => option.label.ja === label)
  if (!found) throw new Error(`There is no option ${String(label)}`)
  return found.key
}

/** What was ticked, by its label; words of one's own stand behind the last option and a colon. */
function choiceOf(question: Extract<Question, { kind: 'single_choice' | 'multiple_choice' }>, label: unknown): string {
  const last = `${otherLabel(question).ja}：`
  return String(label).startsWith(last) ? otherMark + String(label).slice(last.length) : keyOf(question.options, label)
}

/** What the mini-app sends for what a field holds: read by the same functions by which its fields read. */
export async function sentFrom(page: Page, question: Question, held: unknown): Promise<AnswerValue | null> {
  switch (question.kind) {
    case 'single_choice':
      return choiceOf(question, held)
    case 'multiple_choice':
      return (held as unknown[]).map((one) => choiceOf(question, one))
    case 'dropdown':
      return keyOf(question.options, held)
    case 'ranking':
      return (held as unknown[]).map((one) => keyOf(question.options, one))
    case 'yes_no':
      return held === (question.yesLabel?.ja ?? 'はい') ? 'yes' : 'no'
    case 'consent':
      return 'agreed'
    case 'number':
      return numberMeant(String(held), Object.values(question.unit ?? {})) ?? String(held)
    case 'birthday':
      return birthdayText({ era: '', ...(held as Omit<Birthday, 'era'>) })
    case 'name':
    case 'address':
    case 'location':
      return filledParts(held as Record<string, string>)
    case 'order':
      return filledParts(
        Object.fromEntries(
          Object.entries(held as Record<string, string>).map(([label, amount]) => [
            keyOf(question.options, label),
            amount,
          ]),
        ),
      )
    case 'matrix':
      return cellsOf(question, held as Record<string, string | string[]>)
    case 'file':
    case 'signature':
      return Promise.all(Array.from({ length: Number(held) }, (_, at) => uploadTo(page, question, at)))
    case 'slot':
      return slotAt(page, question.key, String(held))
    default:
      return held as AnswerValue
  }
}

function cellsOf(question: Extract<Question, { kind: 'matrix' }>, held: Record<string, string | string[]>) {
  const rows = Object.entries(held).map(([label, columns]) => {
    const row = question.rows.find((one) => one.label.ja === label)
    if (!row) throw new Error(`There is no row ${label}`)
    return [columns].flat().map((column) => [row.key, keyOf(question.columns, column)] as const)
  })
  // Where a row may have several, the cells are a list.
  return question.several ? rows.flat().map(([row, column]) => cellOf(row, column)) : Object.fromEntries(rows.flat())
}

async function uploadTo({ person, submission }: Page, { key }: Question, at: number): Promise<string> {
  const picture = { bytes: await png(60, 40), name: `写真 ${at + 1}.png` }
  return (await person.upload(`/submissions/${submission}/files/${key}`, picture)).id
}

async function slotAt({ world, formId }: Page, questionKey: string, start: string): Promise<string> {
  const startsAt = Date.parse(`${start}:00+09:00`)
  const row = await world.db.orm
    .select({ id: slots.id })
    .from(slots)
    .where(and(eq(slots.formId, formId), eq(slots.questionKey, questionKey), eq(slots.startsAt, startsAt)))
    .get()
  if (!row) throw new Error(`There is no slot at ${start}`)
  return row.id
}
