import { desc, eq } from 'drizzle-orm'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { consents, friends } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import { calledName } from '../forms/called-name.ts'
import type { Texts } from '../forms/contract.ts'
import { earlierOf } from '../forms/earlier.ts'
import { hasVariables } from '../forms/fill-texts.ts'
import { questionByKey } from '../forms/flow.ts'
import { formByKey, type OpenForm } from '../forms/load.ts'
import { submissionText } from '../forms/submission-text.ts'
import { isFriend } from '../friends/is-friend.ts'
import { conflictsGivenUp } from '../identity-links/conflict.ts'
import type { Me } from '../identity-links/contract.ts'
import { isUntied, tieOfUid } from '../identity-links/tie.ts'
import type { Scope } from '../scope.ts'
import { withdrawConsent } from './withdraw.ts'
import { aboutLink, aboutMessages, aboutReminders } from './words.ts'

const shownMax = 100

/** What a person agreed to and withdrew in this account, newest first. */
export async function ownConsents(scope: Scope, uid: string): Promise<Me['consents']> {
  const [rows, tie] = await Promise.all([newestFirst(scope, uid), tieOfUid(scope, uid)])
  const newest = new Map(rows.toReversed().map(({ id, purpose }) => [purpose, id]))
  const abouts = new Map<string, Texts>()
  for (const { purpose } of rows) if (!abouts.has(purpose)) abouts.set(purpose, await aboutOf(scope, uid, purpose))
  return rows.map(({ id, purpose, act, version, text, at }) => ({
    purpose,
    about: abouts.get(purpose)!,
    act,
    version,
    text,
    at,
    canWithdraw: act === 'given' && isWithdrawnHere(purpose, tie !== undefined) && newest.get(purpose) === id,
  }))
}

/**
 * Withdraws what a person agreed to in a form, or to a tie that did not come about (the conflict is over then).
 * @throws not_found when they never did, conflict for what is withdrawn in another way
 */
export async function withdrawOwnConsent(
  scope: Scope,
  { uid, purpose }: { uid: string; purpose: string },
): Promise<void> {
  const tie = await tieOfUid(scope, uid)
  if (!isWithdrawnHere(purpose, tie !== undefined)) throw otherWay()
  if (!(await newestFirst(scope, uid)).some((row) => row.purpose === purpose)) throw notFound('This consent')
  const withdrawn = withdrawConsent(scope, { uid, purpose, mouth: 'liff' })
  try {
    await scope.db.write(
      purpose === 'link' ? [guard(isUntied(scope, uid)), withdrawn, conflictsGivenUp(scope, uid)] : [withdrawn],
    )
  } catch (error) {
    throw isGuardFailure(error) ? otherWay() : error
  }
}

/** A tie that holds is withdrawn by ending it, messages by stopping them. */
const isWithdrawnHere = (purpose: string, isTied: boolean) =>
  purpose.startsWith('form:') || (purpose === 'link' && !isTied)

const otherWay = () => conflict('This is withdrawn in another way', { reason: 'other_way' })

const newestFirst = (scope: Scope, uid: string) =>
  scope.db.orm
    .select({
      id: consents.id,
      purpose: consents.purpose,
      act: consents.act,
      version: consents.version,
      text: consents.text,
      at: consents.at,
    })
    .from(consents)
    .innerJoin(friends, eq(friends.seq, consents.friendSeq))
    .where(isFriend(scope, uid))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(shownMax)

async function aboutOf(scope: Scope, uid: string, purpose: string): Promise<Texts> {
  if (purpose === 'link') return aboutLink
  if (purpose === 'messages') return aboutMessages
  if (purpose === 'reminders') return aboutReminders
  const [, formKey = '', questionKey = ''] = purpose.split(':')
  const form = await formByKey(scope, formKey)
  return form ? aboutForm(scope, uid, form, questionKey) : { ja: formKey }
}

/** One form may ask for several things. */
async function aboutForm(scope: Scope, uid: string, form: OpenForm, questionKey: string): Promise<Texts> {
  const { id: formId, repeat, definition } = form
  const sent = hasVariables(definition) ? await earlierOf(scope, { formId, repeat, uid }) : null
  const of = { definition, id: sent?.id ?? null, name: await calledName(scope, uid, definition) }
  const title = await submissionText(scope, { ...of, texts: definition.title })
  const question = questionByKey(definition, questionKey)
  if (!question) return title
  const asked = await submissionText(scope, { ...of, texts: question.title })
  return { ja: `${title.ja}：${asked.ja}`, ...(title.en && asked.en && { en: `${title.en}: ${asked.en}` }) }
}
