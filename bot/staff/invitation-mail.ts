import { invitationDays } from './contract.ts'

/** @param account its name; null: every account */
export const invitationMail = (link: string, account: string | null) => ({
  ja: {
    subject: 'Musubi への招待',
    text: [
      account === null ? 'Musubi に招待されました。' : `「${account}」の Musubi に招待されました。`,
      '次のリンクを開いて、参加してください。',
      '',
      link,
      '',
      `${invitationDays}日以内に1回だけ使えます。`,
      'お心当たりがない場合は、このメールを破棄してください。何も変わりません。',
    ].join('\n'),
  },
  en: {
    subject: 'Your invitation to Musubi',
    text: [
      account === null ? 'You are invited to Musubi.' : `You are invited to the Musubi of "${account}".`,
      'Open this link to join.',
      '',
      link,
      '',
      `It works once, within ${invitationDays} days.`,
      'If you know nothing of it, delete this mail; nothing changes.',
    ].join('\n'),
  },
})
