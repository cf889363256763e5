import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { root } from './files.ts'

// Sizes over the wire, of what the last build made: `npm run build` first when this runs alone.
const kB = 1_000
const sizeOf = (file: string) => gzipSync(readFileSync(file)).byteLength
const sum = (files: string[]) => files.map(sizeOf).reduce((total, size) => total + size, 0)

/** What a page's HTML asks for by itself: its entry, what that imports, its styles. */
function neededAtOnce(app: string): string[] {
  const html = readFileSync(join(root, app, 'dist', 'index.html'), 'utf8')
  return [...html.matchAll(/(?:src|href)="[^"]*\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) =>
    join(root, app, 'dist', file!),
  )
}

const scripts = (files: string[]) => files.filter((file) => file.endsWith('.js'))

test('the LIFF page needs at most 45 kB of JavaScript for the first question, and 80 kB in all', () => {
  const first = scripts(neededAtOnce('liff'))
  const folder = join(root, 'liff', 'dist', 'assets')
  const everything = scripts(readdirSync(folder).map((file) => join(folder, file)))
  expect(first).not.toEqual([])
  expect(sum(first)).toBeLessThanOrEqual(45 * kB)
  // The simulator's chunk is never loaded by a friend.
  expect(sum(everything.filter((file) => !file.includes('simulator')))).toBeLessThanOrEqual(80 * kB)
})

test('the dashboard’s first load is at most 300 kB', () => {
  const first = neededAtOnce('dashboard')
  expect(first).not.toEqual([])
  expect(sum(first)).toBeLessThanOrEqual(300 * kB)
})

test('the Worker’s bundle is at most 1 MB', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-worker-'))
  const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js')
  const { status, stderr } = spawnSync(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--minify', '--outdir', folder],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    },
  )
  const size = sum(
    readdirSync(folder)
      .filter((file) => /\.(js|wasm)$/.test(file))
      .map((file) => join(folder, file)),
  )
  rmSync(folder, { recursive: true, force: true })
  expect(status, stderr).toBe(0)
  expect(size).toBeGreaterThan(0)
  expect(size).toBeLessThanOrEqual(1_000 * kB)
})
