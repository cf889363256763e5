import { expect, test } from 'vitest'
import { refusalWords } from '../../dashboard/src/ui/refusal-words.ts'
import { projectFiles, read } from '../project/files.ts'

/** What is refused to friends in LINE, who are told by their own pages, or on the command line; and what the words of every conflict say already. */
const toldElsewhere: Record<string, string[]> = {
  'bot/consents/own.ts': ['other_way'],
  'bot/customers/import-members.ts': ['no_account'],
  'bot/forms/change.ts': ['answered'],
  'bot/forms/complete.ts': ['answered'],
}
const everyConflict = ['changed']

/** The reasons that stand in a file in what it throws. */
function reasonsIn(path: string): string[] {
  const thrown = read(path).match(/\b(?:conflict|invalid|forbidden|new MusubiError)\((?:[^()]|\([^()]*\))*\)/g) ?? []
  return thrown.flatMap((call) => [...call.matchAll(/\breason: '(\w+)'/g)].map(([, reason]) => reason!))
}

test('every reason for which staff are refused something has words of its own, in both languages', () => {
  const files = projectFiles().filter((path) => path.startsWith('bot/') && path.endsWith('.ts'))
  const thrown = files.flatMap((path) => reasonsIn(path).map((reason) => ({ path, reason })))
  expect(thrown.length).toBeGreaterThan(40)
  const silent = thrown.filter(
    ({ path, reason }) =>
      !everyConflict.includes(reason) && !toldElsewhere[path]?.includes(reason) && !refusalWords(reason)?.title.en,
  )
  expect(silent).toEqual([])
})

test('no words are kept for a reason that nobody gives any more', () => {
  const given = new Set(
    projectFiles()
      .filter((path) => path.startsWith('bot/') && path.endsWith('.ts'))
      .flatMap(reasonsIn),
  )
  const kept = [...read('dashboard/src/ui/refusal-words.ts').matchAll(/^ {2}(\w+): told\(/gm)].map(
    ([, reason]) => reason!,
  )
  expect(kept.filter((reason) => !given.has(reason))).toEqual([])
  for (const [path, reasons] of Object.entries(toldElsewhere))
    expect(reasonsIn(path)).toEqual(expect.arrayContaining(reasons))
})
