import type { Texts } from './contract.ts'
import { shownNumber } from './receipt-number.ts'

/** Said in the chat to somebody who has cancelled what they sent. */
export const cancelledText = (title: Texts, number: number | null): Texts => ({
  ja: `「${title.ja}」${number === null ? '' : `（受付番号 ${shownNumber(number)}）`}を取り消しました。`,
  en: `“${title.en ?? title.ja}”${number === null ? '' : ` (receipt number ${shownNumber(number)})`} has been cancelled.`,
})
