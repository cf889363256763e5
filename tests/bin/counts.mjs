import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../bot/bin/say.mjs'
import { resultFile } from './steps.mjs'

const readers = {
  // A file that cannot even be loaded is a failed suite without a failed test: it counts as one failure.
  vitest: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(isBrokenFile).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  playwright: ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }),
}

const isBrokenFile = (file) =>
  file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')

/** Removes what an earlier run left, so that it is never counted again. */
export const forgetCounts = (step) => rmSync(join(root, resultFile(step.name)), { force: true })

/**
 * How many tests of a step passed, failed and were skipped, by the runner's own report. A step that failed always counts
 * at least one failure: a runner may end before it reports, and a check that is no test has no other count.
 */
export function countsOf(step, ok) {
  const counts = step.counts
    ? (readReport(step) ?? { passed: 0, failed: 0, skipped: 0 })
    : { passed: 0, failed: 0, skipped: 0 }
  return ok ? counts : { ...counts, failed: Math.max(1, counts.failed) }
}

function readReport(step) {
  try {
    return readers[step.counts](JSON.parse(readFileSync(join(root, resultFile(step.name)), 'utf8')))
  } catch {
    return undefined
  }
}
