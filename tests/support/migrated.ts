import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openOnNode } from '../../db/open-node.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a migrated database without a row, for worlds to copy. */
    migrated: string
  }
}

const migrations = join(import.meta.dirname, '../../db/migrations')

/** Makes the database that every world begins with, and removes it when all tests have run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'musubi-base-'))
  const file = join(folder, 'musubi.db')
  const db = await openOnNode({ url: `file:${file}`, synchronous: 'NORMAL', migrations })
  await db.close()
  project.provide('migrated', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
