import type { RuleDeed } from '../../../bot/rules/contract.ts'
import type { Texts } from '../language.ts'

/** What can happen with an answer, as staff call it, and how it begins. */
export const deedOffers: Record<RuleDeed['do'], Texts & { icon: string; begin: () => RuleDeed }> = {
  add_tag: { ja: 'タグをつける', en: 'Add a tag', icon: 'i-lucide-tag', begin: () => ({ do: 'add_tag', tag: '' }) },
  remove_tag: {
    ...{ ja: 'タグを外す', en: 'Remove a tag', icon: 'i-lucide-x' },
    begin: () => ({ do: 'remove_tag', tag: '' }),
  },
  set_attribute: {
    ...{ ja: '項目に書き込む', en: 'Write a field', icon: 'i-lucide-pencil-line' },
    begin: () => ({ do: 'set_attribute', attribute: '', value: { from: 'constant', value: '' } }),
  },
  show_menu: {
    ...{ ja: 'リッチメニューを変える', en: 'Change the rich menu', icon: 'i-lucide-layout-grid' },
    begin: () => ({ do: 'show_menu', menu: null }),
  },
  send_message: {
    ...{ ja: 'メッセージを送る', en: 'Send a message', icon: 'i-lucide-message-circle' },
    begin: () => ({ do: 'send_message', text: { ja: '' }, push: false }),
  },
  notify_staff: {
    ...{ ja: 'スタッフに知らせる', en: 'Tell staff', icon: 'i-lucide-bell' },
    begin: () => ({ do: 'notify_staff', byMail: false }),
  },
  call_webhook: {
    ...{ ja: 'ほかのシステムに知らせる', en: 'Call another system', icon: 'i-lucide-webhook' },
    begin: () => ({ do: 'call_webhook', endpoint: '' }),
  },
}
