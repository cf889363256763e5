import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MenuKey } from '../rich-menus/contract.ts'

/** The pictures of the demo's rich menus, as they were drawn by `npm run pictures`. */
export async function menuPictures(root: string): Promise<Record<MenuKey, Uint8Array<ArrayBuffer>>> {
  const read = async (key: MenuKey) => new Uint8Array(await readFile(join(root, 'bot/demo/pictures', `${key}.png`)))
  return { guest: await read('guest'), member: await read('member') }
}
