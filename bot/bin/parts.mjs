import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { root } from './say.mjs'

const vite = join('node_modules', 'vite', 'bin', 'vite.js')
const viteBuild = (folder) => [vite, 'build', folder, '--logLevel', 'warn']

/**
 * What is built: from which sources, by which script, and the file that proves it is there.
 * Sources are named generously: building once too often costs a second, serving an old page costs an afternoon.
 */
const parts = [
  {
    name: 'dashboard',
    sources: ['dashboard', 'liff/src', 'bot', 'db'],
    result: 'dashboard/dist/index.html',
    command: viteBuild('dashboard'),
  },
  { name: 'liff', sources: ['liff', 'bot'], result: 'liff/dist/index.html', command: viteBuild('liff') },
  {
    name: 'simulator',
    sources: ['simulator', 'liff/src', 'bot'],
    result: 'simulator/dist/index.html',
    command: viteBuild('simulator/ui'),
  },
  {
    name: 'server',
    sources: ['bot', 'db', 'simulator'],
    result: 'dist/server/node.js',
    command: ['bot/bin/bundle.mjs'],
  },
]
const sharedSources = ['package-lock.json', 'tsconfig.json']
const ignored = new Set(['dist', 'migrations', 'node_modules', 'README.md'])

const noteFile = join(root, 'dist', 'built.json')

/** The parts whose sources are not those of the last build, each with the `hash` of its sources now. */
export function staleParts() {
  const built = readNote()
  return parts
    .map((part) => ({ ...part, hash: hashOf([...part.sources, ...sharedSources]) }))
    .filter((part) => built[part.name] !== part.hash || !existsSync(join(root, part.result)))
}

/** Notes that a part was built from sources of that hash. Written whole or not at all, as a build may be interrupted. */
export function noteBuilt({ name, hash }) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(`${noteFile}.new`, `${JSON.stringify({ ...readNote(), [name]: hash }, null, 2)}\n`)
  renameSync(`${noteFile}.new`, noteFile)
}

function readNote() {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8'))
  } catch {
    return {}
  }
}

function hashOf(places) {
  const hash = createHash('sha256')
  for (const file of places.flatMap((place) => filesIn(join(root, place)))) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(place) {
  if (!existsSync(place)) return []
  if (/\.\w+$/.test(place)) return [place]
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(place, entry.name)) : [join(place, entry.name)]))
}
