/**
 * The lock file with what npm leaves out of it: optional packages of other platforms which the registry at hand did not
 * serve. Without them `npm ci` refuses the file ("Missing … from lock file"), and on Mac and Windows the tools find no
 * native binding. Download addresses are removed as well, as they name one registry. The entries carry no integrity
 * hash: npm writes it when the lock is next refreshed against a complete registry.
 * @returns {{ lock: object, added: string[] }} a new lock, and the places of the entries that were added to it
 */
export function completeLock(lock) {
  const packages = Object.fromEntries(
    Object.entries(lock.packages).map(([place, entry]) => [place, withoutAddress(entry)]),
  )
  const added = []
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      // A range names no package: only npm can choose its version.
      if (!/^\d/.test(version) || findsIn(packages, place, name)) continue
      const beside = place.slice(0, place.lastIndexOf('node_modules/'))
      const absent = `${beside}node_modules/${name}`
      packages[absent] = { version, ...(entry.dev && { dev: true }), optional: true, ...platformOf(name) }
      added.push(absent)
    }
  }
  return { lock: { ...lock, packages: sortedByPlace(packages) }, added }
}

/** Whether exactly what the lock file asks for is installed. Optional packages of other platforms are rightly absent. */
export function isSatisfied(lock, installed) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    const found = installed.packages[place]
    return place === '' || (found ? found.version === wanted.version : Boolean(wanted.optional))
  })
}

function withoutAddress({ resolved, ...entry }) {
  return resolved === undefined || resolved.startsWith('http') ? entry : { resolved, ...entry }
}

/** Whether a package at `place` would find `name`, in its own node_modules or in one above it. */
function findsIn(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'netbsd', 'sunos', 'aix', 'win32', 'openharmony']
const processors = ['loong64', 'riscv64', 'ppc64', 's390x', 'mips64el', 'ia32', 'wasm32', 'arm64', 'arm', 'x64']

/** Where a native package runs, as its name says: `binding-linux-x64-musl`, `workerd-windows-64`. */
function platformOf(name) {
  const words = name.split('/').at(-1).replace('windows', 'win32').split('-')
  const system = systems.find((word) => words.includes(word))
  const processor = processors.find((word) => words.includes(word)) ?? (words.at(-1) === '64' ? 'x64' : undefined)
  const library = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return {
    ...(processor && { cpu: [processor] }),
    ...(system === 'linux' && library && { libc: [library] }),
    ...(system && { os: [system] }),
  }
}

const sortedByPlace = (packages) =>
  Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
