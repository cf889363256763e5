import type { Condition } from '../conditions/contract.ts'
import type { FormDefinition, Question } from './contract.ts'
import { moveQuestion } from './move-question.ts'
import { pageCondition } from './page-door.ts'

/** A key that is not taken: what is wanted, or that with a number behind it. */
export function freshKey(wanted: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  const base = wanted.slice(0, 34)
  if (!used.has(base)) return base
  let at = 2
  while (used.has(`${base}_${at}`)) at++
  return `${base}_${at}`
}

/** Puts a question behind the one of a key, on its page; at the end where there is none. */
export function addQuestion(definition: FormDefinition, question: Question, behind: string | null): FormDefinition {
  const at = definition.questions.findIndex(({ key }) => key === behind)
  const place = at < 0 ? definition.questions.length : at + 1
  const added = withPage(question, definition.questions[at]?.page)
  return tidyPages({ ...definition, questions: definition.questions.toSpliced(place, 0, added) })
}

/** The same question once more, behind it, under another key. */
export function duplicateQuestion(definition: FormDefinition, key: string, freshly: string): FormDefinition {
  const found = definition.questions.find((one) => one.key === key)
  if (!found) return definition
  const copy = structuredClone(found)
  const title = {
    ja: `${copy.title.ja}（コピー）`,
    ...(copy.title.en === undefined ? {} : { en: `${copy.title.en} (copy)` }),
  }
  return addQuestion(definition, { ...copy, key: freshly, title } as Question, key)
}

/**
 * A whole page once more, behind it: the same questions about the next one (child, pet, companion). What its questions
 * look at among themselves they look at among the copies.
 * @param fresh a key for each copy
 */
export function duplicatePage(
  definition: FormDefinition,
  pageKey: string,
  fresh: { page: string; question: (key: string) => string },
): FormDefinition {
  const { questions, pages = [] } = definition
  const own = questions.filter(({ page }) => page === pageKey)
  const at = pages.findIndex(({ key }) => key === pageKey)
  const page = pages[at]
  if (!page) return definition
  const keys = new Map(own.map(({ key }) => [key, fresh.question(key)]))
  const renamed = (path: string) =>
    path.replace(
      /^(answer|first|score|age|item)\.(\w+)/,
      (_, kind: string, key: string) => `${kind}.${keys.get(key) ?? key}`,
    )
  const copies = own.map((question) => ({
    ...(withKeys(question, keys, renamed) as Question),
    ...{ key: keys.get(question.key)!, page: fresh.page },
  }))
  const behind = questions.findLastIndex((one) => one.page === pageKey) + 1
  return {
    ...definition,
    questions: questions.toSpliced(behind, 0, ...(copies as Question[])),
    pages: pages.toSpliced(at + 1, 0, { ...(withKeys(page, keys, renamed) as typeof page), key: fresh.page }),
  }
}

/** The same with what it names renamed: facts of conditions, targets of jumps, who a slot counts, variables in texts. */
function withKeys(part: unknown, keys: ReadonlyMap<string, string>, renamed: (path: string) => string): unknown {
  if (Array.isArray(part)) return part.map((one) => withKeys(one, keys, renamed))
  if (typeof part === 'string')
    return part.replace(/\{\{ *(answer\.[a-z][a-z0-9_]*)/g, (_, path: string) => `{{${renamed(path)}`)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([name, one]) => {
      if (name === 'fact') return [name, renamed(String(one))]
      const isKey = name === 'to' || name === 'seats' || name === 'than'
      return [name, isKey ? (keys.get(String(one)) ?? one) : withKeys(one, keys, renamed)]
    }),
  )
}

/** The form without a question; whatever looks at it is named by the checker. */
export const removeQuestion = (definition: FormDefinition, key: string): FormDefinition =>
  tidyPages({ ...definition, questions: definition.questions.filter((one) => one.key !== key) })

/** A question at another place: away from its page it stands alone, between two of one page it belongs to that page. */
export function placeQuestion(definition: FormDefinition, from: number, to: number): FormDefinition {
  const moved = moveQuestion(definition, from, to)
  const [before, own, after] = [moved.questions[to - 1], moved.questions[to], moved.questions[to + 1]]
  if (!own || own.page === before?.page || own.page === after?.page) return tidyPages(moved)
  return tidyPages({ ...moved, questions: moved.questions.with(to, withPage(own, undefined)) })
}

/** Puts a question on the page of the one before it. A condition that stood over its own page now stands over each of its questions. */
export function joinPage(definition: FormDefinition, at: number, pageKey: string): FormDefinition {
  const before = definition.questions[at - 1]
  const own = definition.questions[at]
  if (!before || !own) return definition
  const page = before.page ?? pageKey
  // What stood on its page comes along: joining two pages makes one.
  const isMine = (question: Question, index: number) =>
    index === at - 1 || index === at || (own.page !== undefined && question.page === own.page)
  const when = own.page === page ? undefined : pageCondition(definition, own)
  const questions = definition.questions.map((one, index) => {
    if (!isMine(one, index)) return one
    return { ...(index < at ? one : withCondition(one, when)), page }
  })
  const pages = definition.pages ?? []
  return tidyPages({
    ...definition,
    questions,
    pages: pages.some(({ key }) => key === page) ? pages : [...pages, { key: page }],
  })
}

/** Also asked only when that holds. */
function withCondition(question: Question, when: Condition | undefined): Question {
  if (when === undefined) return question
  return { ...question, showWhen: question.showWhen ? { all: [when, question.showWhen] } : when }
}

/**
 * Begins a new page with a question: those behind it on its page come along. It is one page at once, for what is added next, and
 * whoever was asked the whole page is asked both halves.
 */
export function splitPage(definition: FormDefinition, at: number, pageKey: string): FormDefinition {
  const own = definition.questions[at]
  if (!own) return definition
  const goesAlong = (one: Question, index: number) =>
    index === at || (index > at && own.page !== undefined && one.page === own.page)
  const questions = definition.questions.map((one, index) => (goesAlong(one, index) ? { ...one, page: pageKey } : one))
  const when = pageCondition(definition, own)
  const fresh = { key: pageKey, ...(when && { showWhen: when }) }
  return tidyPages({ ...definition, questions, pages: [...(definition.pages ?? []), fresh] }, pageKey)
}

/**
 * The questions of a page stand together: one that was moved away from its page has none any more, one that was put
 * between two of a page belongs to it. A page of a single question without words or a condition of its own is no page, unless it was begun just now.
 */
export function tidyPages(definition: FormDefinition, begun?: string): FormDefinition {
  const { pages: listed = [], ...rest } = definition
  const worded = new Set(
    listed.flatMap(({ key, title, description, showWhen }) => (title || description || showWhen ? [key] : [])),
  )
  const seen = new Set<string>()
  let last: string | undefined
  const placed = definition.questions.map((question, at): Question => {
    const next = definition.questions[at + 1]?.page
    const between = last !== undefined && next === last ? last : undefined
    const kept = question.page !== undefined && (question.page === last || !seen.has(question.page))
    const page = between ?? (kept ? question.page : undefined)
    if (page !== undefined) seen.add(page)
    last = page
    return withPage(question, page)
  })
  const sizes = new Map<string, number>()
  for (const { page } of placed) if (page !== undefined) sizes.set(page, (sizes.get(page) ?? 0) + 1)
  const stays = (page: string) =>
    (sizes.get(page) ?? 0) > 1 || (sizes.has(page) && (worded.has(page) || page === begun))
  const questions = placed.map((one) => (one.page === undefined || stays(one.page) ? one : withPage(one, undefined)))
  const pages = listed.filter(({ key }) => stays(key))
  return { ...rest, questions, ...(pages.length > 0 && { pages }) }
}

function withPage(question: Question, page: string | undefined): Question {
  if (question.page === page) return question
  const { page: _old, ...rest } = question
  return (page === undefined ? rest : { ...rest, page }) as Question
}
