import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    // All cores: most of a test's time is spent opening databases.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          globalSetup: 'tests/support/migrated.ts',
          // A busy machine of two cores is slow; nothing here asserts a time.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          exclude: ['tests/workers/**', 'tests/contract/**', 'tests/browser/**'],
        },
      },
      {
        test: {
          name: 'contract',
          environment: 'node',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: 'tests/support/migrated.ts',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'workers',
          environment: 'node',
          include: ['tests/workers/**/*.test.ts'],
          // Each file starts a workerd of its own, which takes a core and a few hundred megabytes.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
