import type { Boot } from '../../bot/http/liff-page.ts'

/** What the server writes into the page, so that the first question needs no request. */
export type { Boot }
/** The page of one submission lies behind the person's own; the server knows the two as `me`. */
export type PageName = Boot['page'] | 'submission'
export type BootForm = NonNullable<Boot['form']>

/** Reads the boot block; a page without one was not served by our server, and that is a surprise. */
export function readBoot(page: Document): Boot {
  const block = page.getElementById('boot')?.textContent
  if (!block) throw new Error('The page has no boot block.')
  return JSON.parse(block) as Boot
}
