import { liffUrlOf } from '../accounts/liff-url.ts'
import type { Language } from '../forms/contract.ts'
import type { Draft } from '../forms/draft.ts'
import { earlierOf } from '../forms/earlier.ts'
import type { OpenForm } from '../forms/load.ts'
import { standingOf } from '../forms/register.ts'
import type { Scope } from '../scope.ts'
import { answeredText, memberText, openingText } from './refusal-words.ts'
import { submissionText } from '../forms/submission-text.ts'

/**
 * Why a person cannot begin or go on with a form in the chat, in words; null when they can. What was sent is changed in
 * LIFF: there all of it is seen at once.
 */
export async function startRefused(
  scope: Scope,
  {
    uid,
    form,
    draft,
    language,
    name,
  }: { uid: string; form: OpenForm; draft: Draft | null; language: Language; name: string | null },
): Promise<string | null> {
  const { id: formId, definition, repeat, opening } = form
  const titleOf = (id: string | null) => submissionText(scope, { definition, texts: definition.title, id, name })
  const earlier = repeat === 'many' ? null : await earlierOf(scope, { formId, repeat, uid })
  if (earlier) {
    const liff = liffUrlOf(scope)
    const mayChange = earlier.more === 'change' && (opening.kind === 'open' || opening.kind === 'full')
    return answeredText(earlier, await titleOf(earlier.id), {
      language,
      link: mayChange && liff !== null ? `${liff}/forms/${form.key}` : null,
    })
  }
  const title = await titleOf(draft?.id ?? null)
  const closed = openingText((draft ?? form).opening, title, language)
  if (closed !== null || !definition.registration) return closed
  const standing = await standingOf(scope, { definition: (draft ?? form).definition, uid, replaces: draft?.replaces })
  return standing === 'refused' ? memberText(title, language) : null
}
