import { isGuardFailure } from '../../db/guard.ts'
import { conflict, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { beginSubmission } from './begin.ts'
import { calledName } from './called-name.ts'
import type { Answers, Earlier, OpenedForm, SubmissionView } from './contract.ts'
import type { Draft } from './draft.ts'
import { earlierOf } from './earlier.ts'
import { draftEndsAt } from './end-drafts.ts'
import { hiddenIn } from './hidden.ts'
import { beginningOf, isAllKnown, knownAnswers } from './known-answers.ts'
import { introduced } from './introduced.ts'
import { draftById, formByKey, openDraft, type OpenForm } from './load.ts'
import { standingOf } from './register.ts'
import { todayInJapan } from './today.ts'
import { under } from './under.ts'

/**
 * Opens a form for a person in LIFF: their open draft, wherever it was begun, or a new one; none when they have
 * answered already or the form does not take answers now.
 * @param again begins another submission beside a finished one, where the form allows that; one that asks a little each time
 *   always does
 * @param said what the link said (`hidden` of the definition); kept when a draft is begun
 * @throws MusubiError not_found; conflict with `detail.reason` `already_linked` for a registration of a member
 */
export async function openForm(
  scope: Scope,
  { key, uid, again, said = {} }: { key: string; uid: string; again: boolean; said?: Record<string, string> },
): Promise<OpenedForm> {
  const form = await formByKey(scope, key)
  if (!form) throw notFound('This form')
  const [open, earlier] = await Promise.all([
    openDraft(scope, { formId: form.id, uid }),
    earlierOf(scope, { formId: form.id, repeat: form.repeat, uid }),
  ])
  const draft = open && mayGoOn(open, earlier) ? open : null
  const mayBegin = again || form.definition.askedMax !== undefined
  const isAnswered = draft === null && earlier !== null && !(earlier.more === 'again' && mayBegin)
  if (isAnswered || (draft ?? form).opening.kind !== 'open')
    return openedForm(scope, form, uid, { draft: null, earlier })
  const standing = await standingOf(scope, { definition: (draft ?? form).definition, uid, replaces: draft?.replaces })
  if (standing === 'refused') throw conflict('This person is a member already', { reason: 'already_linked' })
  const begun = draft ?? (await begin(scope, form, uid, hiddenIn(form.definition, said)))
  if (begun === 'all_known') return openedForm(scope, form, uid, { draft: null, earlier, allKnown: true })
  return openedForm(scope, form, uid, { draft: begun, earlier, registers: standing === 'registers' })
}

/** A draft that was begun before its person had answered a form that is answered once leads nowhere any more. */
const mayGoOn = (draft: Draft, earlier: Earlier | null): boolean =>
  earlier === null || earlier.more === 'again' || draft.replaces !== null

/** What a person is told about a form and their own draft of it. */
export async function openedForm(
  scope: Scope,
  form: OpenForm,
  uid: string,
  {
    draft,
    earlier,
    registers = false,
    allKnown = false,
  }: { draft: Draft | null; earlier: Earlier | null; registers?: boolean; allKnown?: boolean },
): Promise<OpenedForm> {
  const definition = draft?.definition ?? form.definition
  const opening = draft?.opening ?? form.opening
  return {
    submission: draft && viewOf(draft),
    definition: introduced(definition, opening),
    opening,
    earlier,
    registers,
    suggestions: draft ? await suggestionsFor(scope, draft) : {},
    name: await calledName(scope, uid, definition),
    allKnown,
    draftEndsAt: draft && draftEndsAt(draft),
  }
}

/** A new draft with what is known already; none where nothing is left to ask. */
async function begin(
  scope: Scope,
  form: OpenForm,
  uid: string,
  hidden: Record<string, string>,
): Promise<Draft | 'all_known'> {
  const id = scope.ids()
  const beginning = await beginningOf(scope, form, { uid, hidden })
  if (isAllKnown(form.definition, beginning, todayInJapan(scope.clock()))) return 'all_known'
  try {
    await scope.db.write(beginSubmission(scope, { id, form, uid, mouth: 'liff', ...beginning }))
  } catch (error) {
    // Two tabs, or the chat, opened it at the same moment: there is one draft, and it is this person's.
    if (!isGuardFailure(error)) throw error
  }
  const draft = (await draftById(scope, id)) ?? (await openDraft(scope, { formId: form.id, uid }))
  if (!draft) throw notFound('This form')
  return draft
}

/** What is suggested for questions that have no answer yet. */
async function suggestionsFor(scope: Scope, { formKey, uid, definition, answers, hidden }: Draft): Promise<Answers> {
  const { suggested } = await knownAnswers(scope, { key: formKey, definition }, { uid, hidden })
  return Object.fromEntries(Object.entries(suggested).filter(([key]) => under(answers, key) === undefined))
}

/** A submission as its author sees it. */
function viewOf({ id, formKey, version, state, revision, number, answers, hidden, known, day }: Draft): SubmissionView {
  return { id, formKey, version, state, revision, number, answers, hidden, known, day }
}

/** The submission of this id when it is this person's; anybody else's does not exist for them. */
export async function ownSubmission(scope: Scope, { id, uid }: { id: string; uid: string }): Promise<Draft> {
  const draft = await draftById(scope, id)
  if (!draft || draft.uid !== uid) throw notFound('This submission')
  return draft
}
