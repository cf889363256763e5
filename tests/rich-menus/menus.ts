import { join } from 'node:path'
import { demoMenus } from '../../bot/demo/menus.ts'
import { menuPictures } from '../../bot/node/demo-pictures.ts'
import type { RichMenu } from '../../bot/rich-menus/contract.ts'

export const root = join(import.meta.dirname, '../..')

/** The demo's menus as account `main` of the tests publishes them. */
export const menus: RichMenu[] = demoMenus({
  liffUrl: 'https://liff.line.me/2000000002-musubi01',
  pictures: await menuPictures(root),
})
