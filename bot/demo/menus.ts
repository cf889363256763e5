import type { MenuAction, MenuArea, MenuKey, RichMenu } from '../rich-menus/contract.ts'

const size = { width: 2500, height: 1250 }

type Place = [x: number, y: number, width: number, height: number]

const area = ([x, y, width, height]: Place, action: MenuAction): MenuArea => ({
  bounds: { x, y, width, height },
  action,
})

/** The demo's rich menus: four ways in for guests, the card and the three forms for members. */
export function demoMenus({
  liffUrl,
  pictures,
}: {
  /** Where the mini-app opens: `https://liff.line.me/` and the LIFF ID. */
  liffUrl: string
  /** The PNG of each menu, drawn from `bot/demo/pictures` by `npm run pictures`. */
  pictures: Record<MenuKey, Uint8Array<ArrayBuffer>>
}): RichMenu[] {
  const survey: MenuAction = { type: 'message', label: 'トークで答える', text: 'アンケート' }
  const page = (label: string, path: string): MenuAction => ({ type: 'uri', label, uri: `${liffUrl}${path}` })
  const satisfaction = page('満足度アンケート', '/forms/satisfaction')
  const seminar = page('セミナー申込', '/forms/seminar')
  const common = { size, chatBarText: 'メニュー' }
  return [
    {
      ...common,
      key: 'guest',
      picture: pictures.guest,
      areas: [
        area([0, 0, 1250, 625], survey),
        area([1250, 0, 1250, 625], satisfaction),
        area([0, 625, 1250, 625], seminar),
        area([1250, 625, 1250, 625], page('会員ログイン', '/login')),
      ],
    },
    {
      ...common,
      key: 'member',
      picture: pictures.member,
      areas: [
        area([0, 0, 1000, 1250], page('会員証・マイページ', '/me')),
        area([1000, 0, 1500, 417], survey),
        area([1000, 417, 1500, 416], satisfaction),
        area([1000, 833, 1500, 417], seminar),
      ],
    },
  ]
}
