import { and, notInArray, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import { heldPurposes } from '../consents/held.ts'
import { consentPurpose } from '../consents/purpose.ts'
import { conflict, notFound } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { proofOf } from './begin.ts'
import { cancelSubmission } from './cancel.ts'
import type { OpenedForm } from './contract.ts'
import type { Draft } from './draft.ts'
import { earlierOf } from './earlier.ts'
import { draftById, formByKey, openDraft } from './load.ts'
import { demandOpen } from './refuse.ts'
import { openedForm } from './resume.ts'

const collisionsMax = 5

/**
 * Opens the finished submission of a form for changes, in LIFF: a draft of the same version with its answers, which
 * takes its place when it is finished. Asked again it answers the same draft. A consent that was withdrawn since is asked
 * again; one that holds stands as it was given, and a tick that is taken away withdraws it.
 * @throws MusubiError not_found when nothing was finished; conflict with `detail.reason` `answered` when it stands, or
 *   why the form takes no answers now
 */
export async function changeSubmission(scope: Scope, { key, uid }: { key: string; uid: string }): Promise<OpenedForm> {
  for (let collisions = 0; ; collisions++) {
    const form = await formByKey(scope, key)
    if (!form) throw notFound('This form')
    const [draft, earlier] = await Promise.all([
      openDraft(scope, { formId: form.id, uid }),
      earlierOf(scope, { formId: form.id, repeat: form.repeat, uid }),
    ])
    if (!earlier) throw notFound('An answer to this form')
    if (earlier.more !== 'change') throw conflict('What was answered stands', { reason: 'answered' })
    // A change takes no new place.
    if (form.opening.kind !== 'full') demandOpen(form.opening)
    if (draft?.replaces) return openedForm(scope, form, uid, { draft, earlier })
    const finished = await draftById(scope, earlier.id)
    if (!finished) throw notFound('An answer to this form')
    const overtaken = draft ? cancelSubmission(scope, draft) : []
    try {
      const held = await heldPurposes(scope, uid)
      await scope.db.write([...overtaken, ...copyStatements(scope, finished, held)])
    } catch (error) {
      if (!isGuardFailure(error) || collisions >= collisionsMax) throw error
    }
  }
}

/** What was withdrawn since must not be given again by an old answer. */
function copyStatements(scope: Scope, from: Draft, held: Set<string>): Statement[] {
  const id = scope.ids()
  const consents = from.definition.questions
    .filter(({ kind, key }) => kind === 'consent' && !held.has(consentPurpose(from.formKey, key)))
    .map(({ key }) => key)
  const now = scope.clock()
  const accountId = scope.account.id
  // Who looks after it goes on doing so.
  const draft = build.insert(submissions).select(sql`
    select ${id}, account_id, form_id, version, friend_seq, uid, 'draft', 0, skipped, hidden, known, null, null, null, null, null, null,
      id, null, 'liff', null, ${proofOf.liff},
      'new', null, assignee_id, null, null, ${now}, ${now}, null
    from submissions where id = ${from.id} and account_id = ${accountId} and state = 'finished'`)
  const copied = build.insert(answers).select(
    sql`select ${id}, question_key, account_id, form_id, uid, value_text, value_number, value_time, value_json, answered_in, answered_at
      from answers where ${and(eq(answers.submissionId, from.id), notInArray(answers.questionKey, consents))}`,
  )
  return [must(statement(draft)), statement(copied)]
}
