import { expect, test } from 'vitest'
import { comeBackTo, spotAt, withQuestion } from '../../liff/src/address.ts'

test('every page of the mini-app is known by its path, with or without a last stroke', () => {
  const paths = ['/', '/me', '/me/', '/login', '/forms/visit', '/forms/visit/', '/me/submissions/s%201', '/forms', '/x']
  expect(paths.map(spotAt)).toEqual([
    { page: 'me', key: null },
    { page: 'me', key: null },
    { page: 'me', key: null },
    { page: 'login', key: null },
    { page: 'form', key: 'visit' },
    { page: 'form', key: 'visit' },
    { page: 'submission', key: 's 1' },
    { page: 'not_found', key: null },
    { page: 'not_found', key: null },
  ])
})

test('a path that nobody could have written is a page that is not there', () => {
  expect(spotAt('/forms/%E0%A4')).toEqual({ page: 'not_found', key: null })
})

const at = (query: string, key: string) =>
  withQuestion(new URL(`https://example.com/liff/main/forms/visit${query}`), key).search

test('the question stands in the address, beside what else stands there', () => {
  expect(at('', 'party')).toBe('?question=party')
  expect(at('?from=menu', 'party')).toBe('?from=menu&question=party')
  expect(at('?question=party&x=1', 'ordered')).toBe('?question=ordered&x=1')
})

test('where somebody came from stays with the question that they came to', () => {
  expect(at('?question=party&from=chat', 'party')).toBe('?question=party&from=chat')
  expect(at('?question=party&from=chat', 'ordered')).toBe('?question=ordered')
})

test('LINE’s login leads back to where the draft stopped, unless a chat waits for one question', () => {
  const back = (query: string) => comeBackTo(new URL(`https://example.com/liff/main/forms/visit${query}`)).search
  expect(back('?question=party')).toBe('')
  expect(back('?question=party&from=chat')).toBe('?question=party&from=chat')
})

test('whoever came to change what they sent, and is in it, does not begin another change with a reload', () => {
  expect(at('?change', 'party')).toBe('?question=party')
})
