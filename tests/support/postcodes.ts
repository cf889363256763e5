import type { PostcodeFile } from '../../bot/addresses/contract.ts'
import { cities, postcodeArea } from '../../liff/postcodes.ts'

const files = new Map<string, unknown>()

/** Japan Post's data as the build writes them, each file put together when it is asked for. */
export const postcodes: PostcodeFile = async (name) => {
  if (!files.has(name)) files.set(name, made(name))
  return files.get(name)
}

function made(name: string): unknown {
  try {
    return name === 'cities' ? cities() : postcodeArea(name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
