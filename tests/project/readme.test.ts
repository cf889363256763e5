import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read, root } from './files.ts'

const readmes = [
  'README.md',
  ...['bot', 'db', 'liff', 'dashboard', 'simulator', 'tests'].map((folder) => `${folder}/README.md`),
]

/** Made when the project runs, so that a fresh clone has none of them. */
const isMade = (path: string) => /(^|\/)(dist|data|node_modules)\/|^\.env$/.test(`${path}/`)

/** What stands in backticks and reads like a path: `bot/app.ts`, `db/schema/`, `routes.ts`; not an address, not a placeholder. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.@-]+(?:\/[\w.@*-]+)*\/?)`/g)]
    .map(([, path]) => path!)
    .filter(
      (path) =>
        /\.(ts|mjs|vue|json|toml|sql|html|css|md)$/.test(path) ||
        /^(bot|db|liff|dashboard|simulator|tests)\//.test(path),
    )

test.each(readmes)('%s names only paths that exist', (readme) => {
  expect(existsSync(join(root, readme)), readme).toBe(true)
  const folder = readme.split('/').slice(0, -1).join('/')
  const missing = pathsIn(read(readme)).filter((path) => {
    const places = [path, join(folder, path), join(folder, '**', path)]
    return !isMade(path) && places.every((place) => globSync(place, { cwd: root, exclude: isMade }).length === 0)
  })
  expect(missing).toEqual([])
})
