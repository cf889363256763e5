import type { FormDefinition, Language } from '../../bot/forms/contract.ts'

/** What the server writes into the page, so that the first question needs no request. */
export interface Boot {
  accountId: string
  accountName: string
  /** Null when the account has no LIFF app; then nobody can be recognised here. */
  liffId: string | null
  /** The simulator stands in for LINE. */
  simulator: boolean
  /** Where LIFF URLs begin, without a slash at the end. */
  liffUrl: string
  /** The server's guess; LINE's own language and the person's choice come before it. */
  language: Language | null
  page: PageName
  form: BootForm | null
}

export type PageName = 'form' | 'home' | 'not_found'

export interface BootForm {
  key: string
  version: number
  state: 'open' | 'closed'
  definition: FormDefinition
}

/** Reads the boot block; a page without one was not served by our server, and that is a surprise. */
export function readBoot(page: Document): Boot {
  const block = page.getElementById('boot')?.textContent
  if (!block) throw new Error('The page has no boot block.')
  return JSON.parse(block) as Boot
}
