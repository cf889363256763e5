import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** What is made or installed here and is no part of the repository. */
const notOurs = new Set(['node_modules', 'dist', 'data', 'test-results', '.git', '.wrangler', '.tmp', '.env'])

/** The paths of the project's files, from its folder and with forward slashes. */
export function projectFiles(folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? projectFiles(path) : [relative(root, path).replaceAll('\\', '/')]
    })
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
