import { and, eq } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import { contactsOf, type Contact } from '../customers/contacts.ts'
import type { Scope } from '../scope.ts'
import type { Answers, AnswerParts, FormDefinition, Question } from './contract.ts'
import type { Draft } from './draft.ts'

/**
 * What may stand in fields that are still empty, because it is known: a linked member's own contacts, and LINE's
 * display name where a name is asked for in one box. A display name is not split into family and given name, nor put
 * beside a reading: it would be wrong more often than it helps.
 */
export async function suggestionsFor(scope: Scope, { uid, definition, answers }: Draft): Promise<Answers> {
  const empty = definition.questions.filter((question) => !(question.key in answers) && takesSuggestion(question))
  if (empty.length === 0) return {}
  const friend = await scope.db.orm
    .select({ displayName: friends.displayName, customerSeq: friends.customerSeq })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.uid, uid)))
    .get()
  if (!friend) return {}
  const contacts = await contactsOf(scope, friend.customerSeq)
  return suggestions({ ...definition, questions: empty }, contacts, friend.displayName)
}

const takesSuggestion = (question: Question) => 'contact' in question || question.kind === 'name'

/** By question key; a question of which nothing is known is left out. */
export function suggestions(
  { questions }: Pick<FormDefinition, 'questions'>,
  contacts: Contact[],
  displayName: string | null,
): Answers {
  const known = new Map(contacts.map((contact) => [contact.kind, contact]))
  return Object.fromEntries(
    questions.flatMap((question): [string, AnswerParts][] => {
      const parts = suggested(question, known, displayName)
      return parts ? [[question.key, parts]] : []
    }),
  )
}

function suggested(
  question: Question,
  known: Map<Contact['kind'], Contact>,
  displayName: string | null,
): AnswerParts | null {
  switch (question.kind) {
    case 'name':
      return suggestedName(question, known, displayName)
    case 'email':
    case 'phone':
    case 'birthday': {
      const contact = question.contact ? known.get(question.kind) : undefined
      const meant = { email: 'email', phone: 'e164', birthday: 'date' } as const
      return contact ? { given: contact.value, [meant[question.kind]]: contact.normalised } : null
    }
    default:
      return null
  }
}

function suggestedName(
  { whole, kana, contact }: Question & { kind: 'name' },
  known: Map<Contact['kind'], Contact>,
  displayName: string | null,
): AnswerParts | null {
  const name = contact ? known.get('name')?.value : undefined
  const reading = contact && kana ? known.get('kana')?.value : undefined
  if (whole) {
    const one = name ?? displayName?.trim()
    return one ? { whole: one, ...(reading ? { wholeKana: reading } : {}) } : null
  }
  const [family, given] = inTwo(name)
  if (!family || !given) return null
  const [familyKana, givenKana] = inTwo(reading)
  return { family, given, ...(familyKana && givenKana ? { familyKana, givenKana } : {}) }
}

/** Family and given name where a space parts them; nothing where one would have to guess. */
function inTwo(text: string | undefined): string[] {
  const parts = text?.trim().split(/\s+/) ?? []
  return parts.length === 2 ? parts : []
}
