import type { Texts } from '../forms/contract.ts'

/** In a text for many: stands for the slot of each of them. */
export const slotVariable = '{{slot}}'

/** What somebody is told whose booking staff have moved; staff may say it otherwise. */
export function movedText(title: Texts, { from, to, page }: { from: Texts; to: Texts; page: string | null }): Texts {
  const ja = [
    `「${title.ja}」のご予約を変更しました。`,
    `変更前：${from.ja}`,
    `変更後：${to.ja}`,
    page && `内容の確認はこちらから：\n${page}`,
  ]
  const en = [
    `Your booking of “${title.en ?? title.ja}” has been changed.`,
    `Before: ${from.en ?? from.ja}`,
    `Now: ${to.en ?? to.ja}`,
    page && `To see it:\n${page}`,
  ]
  return joined(ja, en)
}

/** What somebody is told who waited, and to whom staff gave a place in a slot. */
export function placedText(title: Texts, { to, page }: { to: Texts; page: string | null }): Texts {
  const ja = [
    `お待たせしました。「${title.ja}」のご予約が取れました。`,
    to.ja,
    page && `内容の確認はこちらから：\n${page}`,
  ]
  const en = [
    `Good news: you have a place in “${title.en ?? title.ja}”.`,
    to.en ?? to.ja,
    page && `To see it:\n${page}`,
  ]
  return joined(ja, en)
}

/** What somebody is told whose booking staff have cancelled. */
export const endedText = (title: Texts, slot: Texts): Texts => ({
  ja: `「${title.ja}」の次のご予約を取り消しました。\n${slot.ja}\nご不明な点は、このトークでお問い合わせください。`,
  en: `Your booking of “${title.en ?? title.ja}” has been cancelled:\n${slot.en ?? slot.ja}\nAsk us here about anything.`,
})

/** What all are told whose slots do not take place. */
export const notHeldText = (title: Texts): Texts => ({
  ja: `申し訳ありません。「${title.ja}」の次のご予約は、都合により取り消しとなりました。\n${slotVariable}\nご不明な点は、このトークでお問い合わせください。`,
  en: `We are sorry: your booking of “${title.en ?? title.ja}” had to be cancelled.\n${slotVariable}\nAsk us here about anything.`,
})

const joined = (ja: (string | null)[], en: (string | null)[]): Texts => ({
  ja: ja.filter(Boolean).join('\n'),
  en: en.filter(Boolean).join('\n'),
})
