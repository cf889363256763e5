import { expect, test } from 'vitest'
import { completeLock, isSatisfied, type Lock } from '../../bot/bin/lock-file.mjs'
import { read } from './files.ts'

type Versions = Record<string, string>

const manifest = JSON.parse(read('package.json')) as Record<string, Versions>
const lockText = read('package-lock.json')
const lock = JSON.parse(lockText) as Lock
const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides']

test('pins every dependency exactly', () => {
  const loose = groups
    .flatMap((group) => Object.entries(manifest[group] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  expect(loose).toEqual([])
})

test('the lock file fits package.json', () => {
  const locked = lock.packages[''] as Record<string, Versions | undefined>
  const inStep = ['dependencies', 'devDependencies', 'optionalDependencies']
  for (const group of inStep) expect(locked[group] ?? {}).toEqual(manifest[group] ?? {})
})

test('the lock file names no registry', () => {
  expect(lockText).not.toContain('"resolved": "http')
})

test('the lock file has what Mac, Windows and ARM need', () => {
  // After a change of the dependencies: `npm run lock:complete`.
  expect(completeLock(lock).added).toEqual([])
  const parents = ['esbuild', 'libsql', 'lightningcss', 'rolldown', 'oxlint', 'oxfmt', 'workerd', '@tailwindcss/oxide']
  const systems = [/darwin-arm64/, /darwin-(x64|64)/, /linux-arm64/, /(win32-x64|windows-64)/]
  const missing = parents.flatMap((parent) => {
    const parts = Object.keys(lock.packages[`node_modules/${parent}`]?.optionalDependencies ?? {})
    return systems
      .filter((system) => !parts.some((name) => system.test(name) && lock.packages[`node_modules/${name}`]))
      .map((system) => `${parent} ${system}`)
  })
  expect(missing).toEqual([])
})

test('completing a lock file adds other platforms beside their parent and leaves the rest', () => {
  const own = { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] }
  const tool = {
    version: '2.0.0',
    dev: true,
    optionalDependencies: {
      '@tool/linux-x64': '2.0.0',
      '@tool/linux-arm64-musl': '2.0.0',
      'tool-windows-64': '2.0.0',
      range: '^1.0.0',
    },
  }
  const { lock: complete, added } = completeLock({
    packages: {
      '': {},
      'node_modules/@tool/linux-x64': own,
      'node_modules/app/node_modules/tool': tool,
      'node_modules/web': { version: '1.0.0', resolved: 'https://registry.invalid/web.tgz' },
    },
  })
  expect(added).toEqual([
    'node_modules/app/node_modules/@tool/linux-arm64-musl',
    'node_modules/app/node_modules/tool-windows-64',
  ])
  expect(complete.packages).toEqual({
    '': {},
    'node_modules/@tool/linux-x64': own,
    'node_modules/app/node_modules/@tool/linux-arm64-musl': {
      version: '2.0.0',
      dev: true,
      optional: true,
      cpu: ['arm64'],
      libc: ['musl'],
      os: ['linux'],
    },
    'node_modules/app/node_modules/tool': tool,
    'node_modules/app/node_modules/tool-windows-64': {
      version: '2.0.0',
      dev: true,
      optional: true,
      cpu: ['x64'],
      os: ['win32'],
    },
    'node_modules/web': { version: '1.0.0' },
  })
})

test('a start installs again when a package is missing or has another version, not for other platforms’ packages', () => {
  const wanted: Lock = {
    packages: {
      '': {},
      'node_modules/hono': { version: '4.0.0' },
      'node_modules/tool-win32-x64': { version: '1.0.0', optional: true },
    },
  }
  const installed = (packages: Lock['packages']) => isSatisfied(wanted, { packages })
  expect(installed({ 'node_modules/hono': { version: '4.0.0' } })).toBe(true)
  expect(installed({ 'node_modules/hono': { version: '3.9.0' } })).toBe(false)
  expect(installed({})).toBe(false)
})
