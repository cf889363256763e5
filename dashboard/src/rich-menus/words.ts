import type { MenuDeed } from '../../../bot/rich-menus/edit-contract.ts'
import type { MenuProblem } from '../../../bot/rich-menus/menu-problems.ts'
import type { Texts } from '../language.ts'

export const menuNames: Record<'guest' | 'member', Texts> = {
  guest: { ja: '連携していない人のメニュー', en: 'For guests' },
  member: { ja: '会員のメニュー', en: 'For members' },
}

/** What a rule of a form shows to somebody: one of ours, or one that another tool brought to LINE and that is called so there. */
export function menuName({ menu, name }: { menu: string | null; name?: string | undefined }): Texts {
  if (menu === 'guest' || menu === 'member') return menuNames[menu]
  return menu === null ? { ja: 'いつものメニュー', en: 'The usual menu' } : { ja: name ?? menu }
}

export const deedKinds: Record<MenuDeed['kind'], Texts> = {
  form: { ja: 'フォームを開く', en: 'Open a form' },
  me: { ja: 'マイページを開く', en: 'Open the own page' },
  login: { ja: '会員ログインを開く', en: 'Open the member login' },
  url: { ja: 'URLを開く', en: 'Open a URL' },
  text: { ja: '言葉を送る', en: 'Send a text' },
}

/** What a tap does, in words. Links are shown as text: nothing of them is ever followed here. */
export function doesWhat(deed: MenuDeed | null, formTitle: (key: string) => string): Texts {
  switch (deed?.kind) {
    case 'text':
      return { ja: `「${deed.text}」と送る`, en: `says “${deed.text}”` }
    case 'form':
      return { ja: `フォーム「${formTitle(deed.key)}」を開く`, en: `opens the form “${formTitle(deed.key)}”` }
    case 'me':
      return { ja: 'マイページを開く', en: 'opens the own page' }
    case 'login':
      return { ja: '会員ログインを開く', en: 'opens the member login' }
    case 'url':
      return { ja: `${deed.url || 'URL'} を開く`, en: `opens ${deed.url || 'a URL'}` }
    default:
      return { ja: 'ここでは扱えない動き', en: 'something that is not known here' }
  }
}

/** Why a menu cannot be published, and what to do about it. */
export function problemWords({ field, code }: MenuProblem): Texts {
  if (field === 'picture')
    return code === 'none'
      ? { ja: '画像を選んでください。', en: 'Please choose a picture.' }
      : {
          ja: '画像の大きさがメニューと違います。画像を選び直してください。',
          en: 'The picture has another size than the menu. Please choose it again.',
        }
  if (code === 'too_long') return { ja: '長すぎます。短くしてください。', en: 'Too long: please shorten it.' }
  if (code === 'no_form') return { ja: 'フォームを選んでください。', en: 'Please choose a form.' }
  if (code === 'no_liff')
    return {
      ja: 'LIFFアプリがまだありません。LINE接続で設定すると開けます。',
      en: 'There is no LIFF app yet; set it up under “LINE connection”.',
    }
  if (code === 'no_url')
    return {
      ja: 'https:// か tel: で始まるアドレスを入力してください。',
      en: 'Please enter an address that begins with https:// or tel:.',
    }
  if (code === 'outside')
    return {
      ja: '画像からはみ出しているか、大きさがありません。数を直してください。',
      en: 'It lies outside of the picture or has no size: please change the numbers.',
    }
  if (field === 'areas') return { ja: 'エリアがありません。', en: 'There are no areas.' }
  return { ja: '入力してください。', en: 'Please fill this in.' }
}

const refusals: Record<string, Texts> = {
  picture_kind: { ja: 'PNGかJPEGの画像を選んでください。', en: 'Please choose a PNG or JPEG picture.' },
  picture_broken: { ja: '画像が壊れていて読めません。', en: 'The picture is broken.' },
  picture_bytes: { ja: '1MB以下の画像にしてください。', en: 'The picture may have 1 MB at most.' },
  picture_size: {
    ja: '幅800〜2500px、高さ250px以上の画像にしてください。',
    en: 'The picture must be 800 to 2,500 pixels wide and at least 250 high.',
  },
  picture_ratio: {
    ja: '縦に長すぎます。幅が高さの1.45倍以上の画像にしてください（2500×1686、2500×843など）。',
    en: 'Too high: the width must be 1.45 times the height or more, such as 2500×1686 or 2500×843.',
  },
  no_files: {
    ja: 'このサーバーには画像を置く場所がありません。管理している人に伝えてください。',
    en: 'This server has no place for pictures. Please tell whoever runs it.',
  },
}

/** Why a picture was not taken; undefined for what is no matter of the picture. */
export const refusalWords = (reason: unknown): Texts | undefined => refusals[String(reason)]

const steps: Record<string, Texts> = {
  list: { ja: 'LINEのメニューを読めませんでした。', en: 'LINE did not tell its menus.' },
  validate: { ja: 'LINEがメニューの内容を受け付けませんでした。', en: 'LINE did not take what the menu says.' },
  create: { ja: 'LINEに新しいメニューを作れませんでした。', en: 'LINE did not make the new menu.' },
  picture: { ja: 'LINEが画像を受け付けませんでした。', en: 'LINE did not take the picture.' },
  default: {
    ja: '新しいメニューはLINEにできましたが、まだ表示に切り替わっていません。',
    en: 'The new menu is at LINE, but it is not shown yet.',
  },
}

/** At which step publishing stopped. */
export const stepWords = (step: string): Texts =>
  steps[step] ?? { ja: 'LINEでの公開が途中で止まりました。', en: 'Publishing stopped at LINE.' }
