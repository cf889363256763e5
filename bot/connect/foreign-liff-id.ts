import type { Finding, Ground } from './contract.ts'
import { settingName } from './setting-names.ts'

/** The LIFF ID that was given belongs to another channel. */
export const foreignLiffId = ({ settings, place }: Ground): Finding => ({
  state: 'stop',
  text: {
    ja: `LIFF ID ${settings.LIFF_ID} は、${settingName(place, 'LINE_LOGIN_CHANNEL_ID').ja} のチャネルにありません`,
    en: `The LIFF app ${settings.LIFF_ID} is not one of the channel ${settingName(place, 'LINE_LOGIN_CHANNEL_ID').en}`,
  },
  todo: {
    ja: 'LIFF ID を消すと、新しいLIFFアプリを作ります。LINEミニアプリなら、そのチャネルのIDとシークレットを LINEログインのものとして書いてください',
    en: 'Without a LIFF ID a new one is made. For a MINI App give the ID and the secret of its channel as those of LINE Login',
  },
})
