import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tastePictures } from '../demo/taste.ts'
import type { MenuKey } from '../rich-menus/contract.ts'

const read = async (root: string, name: string) =>
  new Uint8Array(await readFile(join(root, 'bot/demo/pictures', `${name}.png`)))

/** The pictures of the demo's rich menus, as they were drawn by `npm run pictures`. */
export const menuPictures = async (root: string): Promise<Record<MenuKey, Uint8Array<ArrayBuffer>>> => ({
  guest: await read(root, 'guest'),
  member: await read(root, 'member'),
})

/** Those of the demo's quiz, by the key of the option that each stands beside. */
export async function cupPictures(root: string): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const cups = await Promise.all(
    Object.keys(tastePictures).map(async (key) => [key, await read(root, `cup-${key}`)] as const),
  )
  return Object.fromEntries(cups)
}
