import { isGuardFailure } from '../../db/guard.ts'
import { conflict, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { beginSubmission } from './begin.ts'
import type { Earlier, OpenedForm, SubmissionView } from './contract.ts'
import type { Draft } from './draft.ts'
import { earlierOf } from './earlier.ts'
import { draftEndsAt } from './end-drafts.ts'
import { draftById, formByKey, openDraft, type OpenForm } from './load.ts'
import { standingOf } from './register.ts'
import { suggestionsFor } from './suggestions.ts'

/**
 * Opens a form for a person in LIFF: their open draft, wherever it was begun, or a new one; none when they have
 * answered already or the form does not take answers now.
 * @param again begins another submission beside a finished one, where the form allows that
 * @throws MusubiError not_found; conflict with `detail.reason` `already_linked` for a registration of a member
 */
export async function openForm(
  scope: Scope,
  { key, uid, again }: { key: string; uid: string; again: boolean },
): Promise<OpenedForm> {
  const form = await formByKey(scope, key)
  if (!form) throw notFound('This form')
  const [open, earlier] = await Promise.all([
    openDraft(scope, { formId: form.id, uid }),
    earlierOf(scope, { formId: form.id, repeat: form.repeat, uid }),
  ])
  const draft = open && mayGoOn(open, earlier) ? open : null
  const isAnswered = draft === null && earlier !== null && !(earlier.more === 'again' && again)
  if (isAnswered || (draft ?? form).opening.kind !== 'open') return openedForm(scope, form, { draft: null, earlier })
  const standing = await standingOf(scope, { definition: (draft ?? form).definition, uid, replaces: draft?.replaces })
  if (standing === 'refused') throw conflict('This person is a member already', { reason: 'already_linked' })
  return openedForm(scope, form, {
    draft: draft ?? (await begin(scope, form, uid)),
    earlier,
    registers: standing === 'registers',
  })
}

/** A draft that was begun before its person had answered a form that is answered once leads nowhere any more. */
const mayGoOn = (draft: Draft, earlier: Earlier | null): boolean =>
  earlier === null || earlier.more === 'again' || draft.replaces !== null

/** What a person is told about a form and their own draft of it. */
export async function openedForm(
  scope: Scope,
  form: OpenForm,
  { draft, earlier, registers = false }: { draft: Draft | null; earlier: Earlier | null; registers?: boolean },
): Promise<OpenedForm> {
  const definition = draft?.definition ?? form.definition
  return {
    submission: draft && viewOf(draft),
    definition,
    opening: draft?.opening ?? form.opening,
    earlier,
    registers,
    suggestions: draft ? await suggestionsFor(scope, draft) : {},
    draftEndsAt: draft && draftEndsAt(draft),
  }
}

async function begin(scope: Scope, form: OpenForm, uid: string): Promise<Draft> {
  const id = scope.ids()
  try {
    await scope.db.write([beginSubmission(scope, { id, form, uid, mouth: 'liff' })])
  } catch (error) {
    // Two tabs, or the chat, opened it at the same moment: there is one draft, and it is this person's.
    if (!isGuardFailure(error)) throw error
  }
  const draft = (await draftById(scope, id)) ?? (await openDraft(scope, { formId: form.id, uid }))
  if (!draft) throw notFound('This form')
  return draft
}

/** A submission as its author sees it. */
function viewOf({ id, formKey, version, state, revision, number, answers }: Draft): SubmissionView {
  return { id, formKey, version, state, revision, number, answers }
}

/** The submission of this id when it is this person's; anybody else's does not exist for them. */
export async function ownSubmission(scope: Scope, { id, uid }: { id: string; uid: string }): Promise<Draft> {
  const draft = await draftById(scope, id)
  if (!draft || draft.uid !== uid) throw notFound('This submission')
  return draft
}
