import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'

test('keeps the top level short', () => {
  const allowed =
    /^(package(-lock)?\.json|tsconfig\.json|wrangler\.toml|README\.md|LICENSE|\..+|Dockerfile|bot|db|liff|dashboard|simulator|tests)$/
  const names = new Set(projectFiles().map((path) => path.split('/')[0]!))
  expect([...names].filter((name) => !allowed.test(name))).toEqual([])
})

test('only CI looks beside the repository', () => {
  // Written in two parts, so that this file does not name it either.
  const beside = ['..', 'shared'].join('/')
  expect(projectFiles().filter((path) => read(path).includes(beside))).toEqual(['.ci/run'])
})

test('.env.example lists exactly the settings', () => {
  const names = (text: string, line: RegExp) => [...text.matchAll(line)].map(([, name]) => name).toSorted()
  const settings = names(read('bot/settings.ts'), /^ {2}([A-Z][A-Z_]+): /gm)
  expect(settings).toContain('PORT')
  expect(names(read('.env.example'), /^#? ?([A-Z][A-Z_]+)=/gm)).toEqual(settings)
})
