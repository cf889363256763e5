import { expect, test } from 'vitest'
import { projectFiles, read } from './files.ts'
import { unwanted } from './glossary.ts'

const pages = projectFiles().filter((path) => /^(dashboard|liff)\/src\/.*\.(vue|ts)$/.test(path))

/** What people read: comments are for us and in English, and a Japanese word anywhere else is on the screen. */
const shownIn = (path: string) =>
  read(path)
    .replace(/\/\*.*?\*\/|<!--.*?-->/gs, '')
    .replace(/^\s*\/\/.*$/gm, '')

test('ES17: no page of staff or of people says what has another word', () => {
  expect(pages.length).toBeGreaterThan(100)
  const said = pages.flatMap((path) => {
    const text = shownIn(path)
    return unwanted.flatMap(({ word, instead, except = [] }) => {
      if (except.some(({ file }) => file?.test(path))) return []
      const left = except.reduce((rest, { phrase }) => (phrase ? rest.replaceAll(phrase, '') : rest), text)
      return left.includes(word) ? [`${path}: 「${word}」 is 「${instead}」`] : []
    })
  })
  expect(said).toEqual([])
})

test('ES17: every exception is still needed', () => {
  const unneeded = unwanted.flatMap(({ word, except = [] }) =>
    except.filter(
      ({ phrase, file }) =>
        !pages.some((path) => {
          const text = shownIn(path)
          return phrase ? text.includes(phrase) : file?.test(path) && text.includes(word)
        }),
    ),
  )
  expect(unneeded).toEqual([])
})
