import { inLanguage, type Language, type Texts } from '../forms/contract.ts'
import { recordMail } from '../mail/record.ts'
import type { Scope } from '../scope.ts'

const subject: Texts = { ja: '【{account}】確認コード', en: '{account}: your code' }
const text: Texts = {
  ja: '{account}の会員ログインの確認コードは、次の6桁です。\n\n{code}\n\nLINEで開いている画面に入力してください。10分間有効です。\n心当たりのない方は、このメールを破棄してください。コードを他の人に伝えないでください。',
  en: 'Your code for the member login of {account}:\n\n{code}\n\nType it into the page that is open in LINE. It works for 10 minutes.\nIf you did not ask for it, ignore this mail. Tell the code to nobody.',
}

/** The mail with a one-time code, as a row to be written. The code is in its text only, which is sealed. */
export function codeMail(
  scope: Scope,
  { to, code, language, deadlineAt }: { to: string; code: string; language: Language; deadlineAt: number },
) {
  const said = (texts: Texts) =>
    inLanguage(texts, language)
      .replaceAll('{account}', () => scope.account.name)
      .replaceAll('{code}', () => code)
  const about = { accountId: scope.account.id, purpose: 'link_code' as const }
  return recordMail(scope, { ...about, to, subject: said(subject), text: said(text), deadlineAt })
}
