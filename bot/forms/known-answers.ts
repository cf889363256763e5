import { asc, eq, inArray, sql } from 'drizzle-orm'
import { answers, forms, friends, submissions } from '../../db/schema/index.ts'
import { knownAttributes } from '../attributes/of-person.ts'
import type { AttributeValue } from '../attributes/value.ts'
import { contactsOf, type Contact } from '../customers/contacts.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'
import type { Beginning } from './begin.ts'
import { checkAnswer, clockInJapan, todayInJapan } from './check.ts'
import type { Answers, AnswerValue, FormDefinition, Question } from './contract.ts'
import { valueIn } from './draft.ts'
import { askedQuestions } from './flow.ts'
import { neverKnown } from './prefill-problems.ts'
import { readAnswer } from './read.ts'
import { suggested, suggestions } from './suggestions.ts'
import { under } from './under.ts'

/** What is known of the answers to a form before anybody is asked. */
export interface KnownAnswers {
  /** Taken as given, and not asked. */
  taken: Answers
  /** Shown in fields that are still empty. */
  suggested: Answers
}

type Prefill = NonNullable<Question['prefill']>

/** Whose answers they would be, and what the link said. */
interface Person {
  uid: string
  hidden: Record<string, string>
}

/**
 * What is known of a person's answers: their name in LINE, their contacts as a member, what they answered before, what is
 * known about them, what the link said. Only what would be taken as an answer now counts.
 */
export async function knownAnswers(
  scope: Scope,
  form: { key: string; definition: FormDefinition },
  person: Person,
): Promise<KnownAnswers> {
  const { definition } = form
  const prefills = definition.questions.flatMap((question) => {
    const prefill = prefillOf(form, question)
    return prefill ? [{ question, prefill }] : []
  })
  const isContact = definition.questions.some((question) => 'contact' in question || question.kind === 'name')
  if (prefills.length === 0 && !isContact) return { taken: {}, suggested: {} }
  const sources = await readSources(scope, person, prefills)
  const [today, now] = [todayInJapan(scope.clock()), clockInJapan(scope.clock())]
  const known: KnownAnswers = { taken: {}, suggested: suggestions(definition, sources.contacts, sources.name) }
  for (const { question, prefill } of prefills) {
    const value = meantBy(question, valueFrom(prefill.from, question, sources, { ...person, today }), today)
    const checked = checkAnswer(question, value, today, { now, other: () => undefined })
    if (value == null || !checked.ok || checked.value === null) continue
    known[prefill.skip ? 'taken' : 'suggested'][question.key] = checked.value
  }
  return known
}

/** What a new submission of this person begins with. Where nothing may be taken as given, nothing is asked of the database. */
export async function beginningOf(
  scope: Scope,
  form: { key: string; definition: FormDefinition },
  person: Person,
): Promise<Beginning> {
  const { definition } = form
  const takes = definition.askedMax !== undefined || definition.questions.some(({ prefill }) => prefill?.skip === true)
  return { hidden: person.hidden, taken: takes ? (await knownAnswers(scope, form, person)).taken : {} }
}

/** Whether nothing is left to ask; what is only read is no question. */
export function isAllKnown(definition: FormDefinition, { hidden, taken }: Beginning, day: string): boolean {
  const known = Object.keys(taken)
  if (known.length === 0) return false
  return askedQuestions(definition, taken, { hidden, known, day }).every(
    ({ key, kind }) => key in taken || kind === 'statement',
  )
}

/** What a question is filled in with; in a form that asks a little each time, what was answered there before. */
function prefillOf({ key, definition }: { key: string; definition: FormDefinition }, question: Question) {
  if (neverKnown.has(question.kind)) return undefined
  const before: Prefill = { from: { kind: 'answer', form: key, question: question.key }, skip: true }
  return question.prefill ?? (definition.askedMax === undefined ? undefined : before)
}

/** All that prefills read, each source asked once. */
interface Sources {
  name: string | null
  contacts: Contact[]
  attributes: Map<string, AttributeValue>
  /** By form and question: `visit.children`. */
  earlier: Map<string, AnswerValue | null>
}

async function readSources(scope: Scope, { uid }: Person, prefills: { prefill: Prefill }[]): Promise<Sources> {
  const from = (kind: Prefill['from']['kind']) => prefills.some(({ prefill }) => prefill.from.kind === kind)
  const friend = await scope.db.orm
    .select({ seq: friends.seq, displayName: friends.displayName, customerSeq: friends.customerSeq })
    .from(friends)
    .where(isFriend(scope, uid))
    .get()
  if (!friend) return { name: null, contacts: [], attributes: new Map(), earlier: new Map() }
  const formKeys = prefills.flatMap(({ prefill: { from: one } }) => (one.kind === 'answer' ? [one.form] : []))
  const [contacts, attributes, earlier] = await Promise.all([
    contactsOf(scope, friend.customerSeq),
    from('attribute') ? knownAttributes(scope, uid) : new Map<string, AttributeValue>(),
    formKeys.length === 0 ? new Map<string, AnswerValue | null>() : answersBefore(scope, friend.seq, formKeys),
  ])
  return { name: friend.displayName, contacts, attributes, earlier }
}

/** The newest finished answer to each question of these forms. A person has filled in few, so all of theirs are read. */
async function answersBefore(scope: Scope, friendSeq: number, formKeys: string[]) {
  const rows = await scope.db.orm
    .select({
      form: forms.key,
      question: answers.questionKey,
      valueText: answers.valueText,
      valueNumber: answers.valueNumber,
      valueJson: answers.valueJson,
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(answers, eq(answers.submissionId, submissions.id))
    .where(
      sql`${submissions.friendSeq} = ${friendSeq} and +${submissions.state} = 'finished'
        and ${forms.accountId} = ${scope.account.id} and ${inArray(forms.key, [...new Set(formKeys)])}`,
    )
    .orderBy(asc(submissions.finishedAt), asc(submissions.id))
  return new Map(rows.map(({ form, question, ...value }) => [`${form}.${question}`, valueIn(value)]))
}

function valueFrom(
  from: Prefill['from'],
  question: Question,
  { name, contacts, attributes, earlier }: Sources,
  { hidden, today }: Person & { today: string },
): AnswerValue | null | undefined {
  switch (from.kind) {
    case 'profile':
      return question.kind === 'name' ? suggested(question, [], name) : name
    case 'contact':
      return suggested({ ...question, contact: true } as Question, contacts, null)
    case 'attribute':
      return attributes.get(from.key)
    case 'answer':
      return earlier.get(`${from.form}.${from.question}`)
    case 'hidden':
      return under(hidden, from.key)
    case 'today':
      return today
  }
}

/** A text is read as if it had been said: a label for its option, 12/3 for its day. Where it says nothing, it is no answer. */
function meantBy(question: Question, value: AnswerValue | null | undefined, today: string): unknown {
  if (typeof value === 'number')
    return 'lengthMax' in question || question.kind === 'short_text' ? String(value) : value
  return typeof value === 'string' ? readAnswer(question, value, today) : value
}
