import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read, root } from './files.ts'

const folders = ['', 'bot', 'db', 'liff', 'dashboard', 'simulator', 'tests']

test.each(folders.map((folder) => join(folder, 'README.md')))('%s names only paths that exist', (readme) => {
  expect(existsSync(join(root, readme)), readme).toBe(true)
  expect(missingPaths(read(readme), join(readme, '..'))).toEqual([])
})

test('the check finds a path that does not exist, and knows an address from a path', () => {
  const text =
    'See `bot/nowhere.ts`, `bot/settings.ts`, `settings.ts`, `db/schema/`, `db/nothing/`, `/api/x.json` and `npm test`.'
  expect(missingPaths(text, '.')).toEqual(['bot/nowhere.ts', 'db/nothing/'])
})

/** The paths in backticks which are neither at the top nor in the folder of the README, at whatever depth. */
function missingPaths(text: string, folder: string): string[] {
  return pathsIn(text).filter((path) => {
    const places = [path, join(folder, '**', path)]
    return !isMade(path) && places.every((place) => globSync(place, { cwd: root, exclude: isMade }).length === 0)
  })
}

/** What stands in backticks and reads like a path: `bot/app.ts`, `db/schema/`, `routes.ts`. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.@*-]+(?:\/[\w.@*-]+)*\/?)`/g)]
    .map(([, path]) => path!)
    .filter((path) => /\.(ts|mjs|vue|json|toml|sql|html|css|md)$/.test(path) || folders.includes(path.split('/')[0]!))

/** Made when the project runs, so that a fresh clone has none of them. */
const isMade = (path: string): boolean => /(^|\/)(dist|data|node_modules|\.env)\//.test(`${path}/`)
