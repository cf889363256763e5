import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostcodeFile } from '../addresses/contract.ts'

/** Japan Post's data as they were built for the mini-app. A file is read whenever somebody types an address, which is rare. */
export const postcodesIn =
  (root: string): PostcodeFile =>
  async (name) => {
    try {
      return JSON.parse(await readFile(join(root, 'liff/dist/postcodes', `${name}.json`), 'utf8'))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
