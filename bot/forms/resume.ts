import { and, desc, eq } from 'drizzle-orm'
import { isGuardFailure } from '../../db/guard.ts'
import { submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { beginSubmission } from './begin.ts'
import type { FormDefinition, SubmissionView } from './contract.ts'
import type { Draft } from './draft.ts'
import { draftById, formByKey, openDraft } from './load.ts'

export interface Resumed {
  submission: SubmissionView
  definition: FormDefinition
  /** The person's last finished submission of this form. */
  earlier: { number: number; finishedAt: number } | null
}

/**
 * Opens a form for a person in LIFF: their open draft, wherever it was begun, or a new one.
 * @throws MusubiError not_found, conflict when the form is closed
 */
export async function resumeOrBegin(scope: Scope, { key, uid }: { key: string; uid: string }): Promise<Resumed> {
  const form = await formByKey(scope, key)
  if (!form) throw notFound('This form')
  if (form.state !== 'open') throw conflict('This form does not take answers now', { reason: 'closed' })
  const draft = (await openDraft(scope, { formId: form.id, uid })) ?? (await begin(scope, form.id, form.version, uid))
  const earlier = await scope.db.orm
    .select({ number: submissions.number, finishedAt: submissions.finishedAt })
    .from(submissions)
    .where(and(eq(submissions.formId, form.id), eq(submissions.uid, uid), eq(submissions.state, 'finished')))
    .orderBy(desc(submissions.finishedAt))
    .limit(1)
    .get()
  return {
    submission: viewOf(draft),
    definition: draft.definition,
    earlier: earlier ? { number: earlier.number ?? 0, finishedAt: earlier.finishedAt ?? 0 } : null,
  }
}

async function begin(scope: Scope, formId: string, version: number, uid: string): Promise<Draft> {
  const id = scope.ids()
  try {
    await scope.db.write([beginSubmission(scope, { id, formId, version, uid, mouth: 'liff' })])
  } catch (error) {
    // Two tabs, or the chat, opened it at the same moment: there is one draft, and it is this person's.
    if (!isGuardFailure(error)) throw error
  }
  const draft = (await draftById(scope, id)) ?? (await openDraft(scope, { formId, uid }))
  if (!draft) throw notFound('This form')
  return draft
}

/** A submission as its author sees it. */
export function viewOf({ id, formKey, version, state, number, answers }: Draft): SubmissionView {
  return { id, formKey, version, state, number, answers }
}

/** The submission of this id when it is this person's; anybody else's does not exist for them. */
export async function ownSubmission(scope: Scope, { id, uid }: { id: string; uid: string }): Promise<Draft> {
  const draft = await draftById(scope, id)
  if (!draft || draft.uid !== uid) throw notFound('This submission')
  return draft
}
