import { join } from 'node:path'

const bin = (name, file) => join('node_modules', name, ...file.split('/'))
const tsc = (project) => [bin('typescript', 'bin/tsc'), '-p', project]
const vueTsc = (project) => [bin('vue-tsc', 'bin/vue-tsc.js'), '-p', project]
const vitest = (project) => [
  bin('vitest', 'vitest.mjs'),
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${resultFile(project)}`,
]

/** Where a test runner leaves its counts. */
export const resultFile = (name) => join('dist', 'test-results', `${name}.json`)

/**
 * Every check, in the order in which it runs: quick ones first. The `commands` of a step run side by side;
 * `counts` marks a test runner, which leaves a `resultFile`.
 */
export const steps = [
  { name: 'format', title: '書式 / Format', commands: [[bin('oxfmt', 'bin/oxfmt'), '--check', '.']] },
  { name: 'lint', title: '静的検査 / Lint', commands: [[bin('oxlint', 'bin/oxlint'), '--deny-warnings', '.']] },
  {
    name: 'types',
    title: '型 / Types',
    commands: [
      tsc('bot/tsconfig.json'),
      tsc('bot/tsconfig.node.json'),
      tsc('bot/tsconfig.worker.json'),
      vueTsc('liff'),
      vueTsc('dashboard'),
      vueTsc('simulator'),
    ],
  },
  { name: 'build', title: '組み立て / Build', commands: [['bot/bin/build.mjs']] },
  { name: 'unit', title: '単体テスト / Unit tests', commands: [vitest('unit')], counts: 'vitest' },
  {
    name: 'contract',
    title: 'LINE の API 仕様との照合 / Contract with LINE',
    commands: [vitest('contract')],
    counts: 'vitest',
  },
  { name: 'workers', title: 'Workers でのテスト / Tests in workerd', commands: [vitest('workers')], counts: 'vitest' },
  {
    name: 'browser',
    title: 'ブラウザーでのテスト / Browser tests',
    commands: [[bin('@playwright/test', 'cli.js'), 'test', '--config', 'tests/playwright.config.ts']],
    counts: 'playwright',
  },
]
