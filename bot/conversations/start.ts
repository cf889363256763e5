import { introduced } from '../forms/introduced.ts'
import { beginSubmission, type Beginning } from '../forms/begin.ts'
import type { Language } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { titleFor } from '../forms/fill-texts.ts'
import { hiddenIn } from '../forms/hidden.ts'
import { keywordIn } from './keyword-in.ts'
import { beginningOf, isAllKnown } from '../forms/known-answers.ts'
import { formByKey, formByKeyword, openDraft, type OpenForm } from '../forms/load.ts'
import { standingOf } from '../forms/register.ts'
import { registrationText } from '../forms/registration-words.ts'
import type { Scope } from '../scope.ts'
import { offersOf } from '../slots/offers.ts'
import { answersInOrder, saying, stepStatements, type Advance, type Told } from './advance-writes.ts'
import type { Said, Setting, Speech } from './contract.ts'
import { ending } from './ending.ts'
import type { Situation } from './load.ts'
import { open, text } from './moves.ts'
import { allKnownText } from './refusal-words.ts'
import { startRefused } from './start-refused.ts'
import { writeConversation } from './write.ts'

/** A form to start, and what the button says about who taps it. */
export interface Started {
  form: OpenForm
  said: Record<string, string>
}

/** The form that what was said asks for: by its keyword, or by a start button, which may be older than its form. */
export async function formStarted(
  scope: Scope,
  said: Said,
  { mayStart }: Situation,
): Promise<Started | 'gone' | undefined> {
  const keyword = mayStart ? keywordIn(said) : null
  if (keyword !== null) {
    const form = await formByKeyword(scope, keyword)
    return form && { form, said: {} }
  }
  if (said.kind !== 'tap' || said.tap.act !== 'start') return undefined
  const form = await formByKey(scope, said.tap.form)
  return form ? { form, said: said.tap.hidden ?? {} } : 'gone'
}

/** Begins a form with a person, or goes on where they left it; or says why neither can be. */
export async function start(
  scope: Scope,
  uid: string,
  situation: Situation,
  { form, said }: Started,
  known: Setting,
  told: Told,
): Promise<Advance> {
  const { language, name = null } = known
  const earlier = await openDraft(scope, { formId: form.id, uid })
  const refused = await startRefused(scope, { uid, form, draft: earlier, language, name })
  if (refused !== null) return saying(refused)
  const registration = await registrationSpeech(scope, { uid, form, draft: earlier, language })
  if (earlier) return goOn(scope, uid, situation, { draft: earlier, registration, known, told })
  const hidden = hiddenIn(form.definition, said)
  const beginning = await beginningOf(scope, form, { uid, hidden })
  if (isAllKnown(form.definition, beginning, known.today)) {
    const filling = { answers: beginning.taken, hidden, known: Object.keys(beginning.taken), name }
    return saying(allKnownText(titleFor(form.definition, filling), language))
  }
  return begin(scope, uid, situation, { form, beginning, registration, known, told })
}

interface Opened {
  /** Said before the first question. */
  registration: Speech[]
  known: Setting
  told: Told
}

async function goOn(
  scope: Scope,
  uid: string,
  situation: Situation,
  { draft, registration, known, told }: Opened & { draft: Draft },
): Promise<Advance> {
  const setting = { ...known, slots: await offersOf(scope, draft) }
  const ended = await ending(scope, draft, open(draft, setting, { resumed: true }), setting)
  const { turn } = ended
  return {
    speech: [...(turn.end === null ? registration : []), ...turn.speech],
    untaken: false,
    asks: turn.question !== null,
    statements: stepStatements(scope, uid, situation, { draft, ended, setting, told }),
  }
}

async function begin(
  scope: Scope,
  uid: string,
  { conversation }: Situation,
  { form, beginning, registration, known, told }: Opened & { form: OpenForm; beginning: Beginning },
): Promise<Advance> {
  const run = newRun(scope.ids(), form, beginning, known.today)
  const { hidden, taken } = beginning
  const draft = { ...run, formId: form.id, uid, revision: 0, replaces: null }
  const turn = open(run, { ...known, slots: await offersOf(scope, draft) }, { resumed: false })
  return {
    speech: [...registration, ...turn.speech],
    untaken: false,
    asks: turn.question !== null,
    statements: (askedBy) => [
      ...beginSubmission(scope, { id: run.id, form, uid, mouth: 'chat', hidden, taken }),
      // What a form says before its first question is passed at once.
      ...answersInOrder(scope, draft, turn),
      writeConversation(scope, uid, conversation, { ...turn, ...told, submissionId: run.id, askedBy }),
    ],
  }
}

/** Before anything is asked, somebody who registers reads what finishing means; the consent keeps the same words. */
async function registrationSpeech(
  scope: Scope,
  { uid, form, draft, language }: { uid: string; form: OpenForm; draft: Draft | null; language: Language },
): Promise<Speech[]> {
  const { account } = scope
  const standing = await standingOf(scope, { definition: (draft ?? form).definition, uid, replaces: draft?.replaces })
  return standing === 'registers' ? [text(registrationText(account.name, account.memberLogin, language))] : []
}

const newRun = (
  id: string,
  { key, version, definition, opening }: OpenForm,
  { hidden, taken }: Beginning,
  day: string,
) => ({
  id,
  formKey: key,
  formState: 'open' as const,
  version,
  definition: introduced(definition, opening),
  state: 'draft' as const,
  answers: taken,
  hidden,
  known: Object.keys(taken),
  day,
})
