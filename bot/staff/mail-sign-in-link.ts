import type { Deps } from '../deps.ts'
import { MusubiError } from '../errors.ts'
import type { Texts } from '../forms/contract.ts'
import { recordMail } from '../mail/record.ts'
import { mailedLinkMinutes, type LinkRequest } from './contract.ts'
import { makeSignInLink } from './sign-in-link.ts'

/** Mails a link that signs in once to the member of staff who has this address; to nobody else anything. */
export async function mailSignInLink(deps: Deps, { email, language }: LinkRequest): Promise<void> {
  const made = await makeSignInLink(deps, { email, minutes: mailedLinkMinutes }).catch((error: unknown) => {
    if (error instanceof MusubiError && error.code === 'not_found') return null
    throw error
  })
  if (!made) return
  const mail = await recordMail(deps, {
    accountId: null,
    purpose: 'sign_in_link',
    to: email,
    subject: subject[language],
    text: textOf(made.link)[language],
    deadlineAt: deps.clock() + mailedLinkMinutes * 60_000,
  })
  await deps.db.write([made.statement, mail.statement])
  deps.kick()
}

const subject: Required<Texts> = { ja: 'Musubi のログイン用リンク', en: 'Your link to sign in to Musubi' }

const textOf = (link: string): Required<Texts> => ({
  ja: [
    '次のリンクを開いて、Musubi にサインインしてください。',
    '',
    link,
    '',
    `${mailedLinkMinutes}分以内に1回だけ使えます。`,
    'お心当たりがない場合は、このメールを破棄してください。何も変わりません。',
  ].join('\n'),
  en: [
    'Open this link to sign in to Musubi.',
    '',
    link,
    '',
    `It works once, within ${mailedLinkMinutes} minutes.`,
    'If you did not ask for it, delete this mail; nothing changes.',
  ].join('\n'),
})
