import { builtinModules } from 'node:module'
import { describe, expect, test } from 'vitest'
import { projectFiles } from './files.ts'
import { chainsTo } from './imports.ts'

const isNodes = (module: string) => module.startsWith('node:') || builtinModules.includes(module)

test.each(['liff/src', 'dashboard/src', 'simulator/ui/src'])(
  '%s runs in a browser: no database and no Node',
  (folder) => {
    const files = projectFiles().filter((path) => path.startsWith(`${folder}/`))
    const chains = chainsTo((module) => module.startsWith('drizzle-orm') || isNodes(module), files)
    expect(files).not.toEqual([])
    expect(chains.map((chain) => chain.join(' → '))).toEqual([])
  },
)

describe('the bootstrap', () => {
  test.each(['bot/bin/start.mjs', 'bot/bin/build.mjs', 'bot/bin/run.mjs', 'bot/bin/deploy.mjs', 'tests/bin/test.mjs'])(
    '%s runs before anything is installed',
    (file) => {
      // The browser is looked for after the installation, by an import that waits until then.
      const chains = chainsTo((module) => !isNodes(module) && module !== '@playwright/test', [file])
      expect(chains).toEqual([])
    },
  )
})

test('the check follows imports through files and components, and leaves types out', () => {
  const chains = chainsTo((module) => module === 'typescript', ['tests/project/imports.test.ts'])
  expect(chains).toEqual([['tests/project/imports.test.ts', 'tests/project/imports.ts', 'typescript']])
})
