import type { FormDefinition } from './contract.ts'
import { factProblem, type Sight } from './condition-problems.ts'
import { variablesIn } from './fill-texts.ts'
import type { Texts } from './in-language.ts'
import { error, warning, type DefinitionProblem } from './problem-contract.ts'

/** Variables in texts name what is known where the text is read. */
export function variableProblems(definition: FormDefinition): DefinitionProblem[] {
  return textsIn(definition).flatMap(({ path, texts }) => {
    const sight = sightOf(definition, path)
    return Object.entries(texts).flatMap(([language, text = '']) => {
      return variablesIn(text).flatMap(({ from, key }) => {
        const problem =
          from === 'person' ? personProblem(key, path) : factProblem(definition, `${from}.${key}`, path, sight)
        if (!problem) return []
        const code = problem.code === 'decider_later' ? 'variable_later' : 'variable_unknown'
        return [error(`${path}.${language}`, code, problem.about ?? key)]
      })
    })
  })
}

/** Braces that are no variable are read as they are, which is seldom meant. */
export const braceWarnings = (definition: FormDefinition): DefinitionProblem[] =>
  textsIn(definition).flatMap(({ path, texts }) =>
    Object.entries(texts).flatMap(([language, text = '']) =>
      (text.match(/\{\{/g) ?? []).length > variablesIn(text).length ? [warning(`${path}.${language}`, 'braces')] : [],
    ),
  )

const personProblem = (key: string, path: string) => (key === 'name' ? undefined : error(path, 'fact_unknown', key))

/** Texts at the end see everything, those of a question what was answered before it, those of a page what lies before it. */
function sightOf({ questions, pages = [], calculations = [] }: FormDefinition, path: string): Sight {
  const [list, place] = path.split('.')
  const all = calculations.length
  if (list === 'questions') return { questions: Number(place), calculations: all }
  if (list === 'pages') {
    const first = questions.findIndex(({ page }) => page === pages[Number(place)]?.key)
    return { questions: Math.max(0, first), calculations: all }
  }
  const isEnd = list === 'endings' || list === 'thanks' || list === 'next'
  return { questions: isEnd ? questions.length : 0, calculations: all }
}

/** Whether the people who answer read English anywhere in it. */
export const speaksEnglish = (definition: FormDefinition): boolean =>
  textsIn(definition).some(({ texts }) => Boolean(texts.en))

/** A form that speaks English in some places speaks it in all. */
export function languageWarnings(definition: FormDefinition): DefinitionProblem[] {
  if (!speaksEnglish(definition)) return []
  return textsIn(definition).flatMap(({ path, texts }) => (texts.en ? [] : [warning(`${path}.en`, 'no_english')]))
}

/** Texts that only staff read need no translation. */
const forStaff = /^(hidden|calculations)\./

function textsIn(part: unknown, path = ''): { path: string; texts: Texts }[] {
  if (typeof part !== 'object' || part === null || forStaff.test(path)) return []
  if ('ja' in part && typeof part.ja === 'string') return [{ path, texts: part as Texts }]
  return Object.entries(part).flatMap(([key, one]) => textsIn(one, path === '' ? key : `${path}.${key}`))
}
