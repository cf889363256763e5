import type { Condition } from '../conditions/contract.ts'
import { evaluate } from '../conditions/evaluate.ts'
import { factsNamed } from '../conditions/leaves.ts'
import { checkPageKey } from './check-page.ts'
import type { Answers, Begun, FormDefinition, Formula, Question } from './contract.ts'
import { factAt } from './fact-at.ts'
import { askedQuestions } from './flow.ts'
import { pageDoor } from './page-door.ts'
import { under } from './under.ts'

/**
 * How far along a question is: how many questions lie behind or at it, and how many the longest way has that is still
 * open. Answers only ever rule ways out, so nobody who goes on sees the share shrink. Statements are no questions, and what
 * is known is not asked; at such a one, `position` is that of the question before it. On the check page all lie behind.
 */
export function progress(
  definition: FormDefinition,
  answers: Answers,
  key: string,
  begun: Begun = {},
): { position: number; total: number } {
  const counts = (question: Question) => question.kind !== 'statement' && !begun.known?.includes(question.key)
  const asked = askedQuestions(definition, answers, begun)
  const at = key === checkPageKey ? asked.length : asked.findIndex((question) => question.key === key)
  const position = asked.slice(0, at + 1).filter(counts).length
  const longest = longestWay(definition, answers, begun, counts)
  return { position, total: Math.max(position, Math.min(longest, definition.askedMax ?? longest)) }
}

/** Where a question may lead: to itself and on, or past it. Places in `questions`; the number of questions is the end. */
interface Step {
  onwards: number[]
  past: boolean
}

/** The most questions that a way can have which fits the answers so far. */
function longestWay(
  definition: FormDefinition,
  answers: Answers,
  begun: Begun,
  counts: (question: Question) => boolean,
): number {
  const { questions } = definition
  const steps = stepsOf(definition, answers, begun)
  const rest: number[] = Array.from({ length: questions.length + 1 }, () => 0)
  for (let at = questions.length - 1; at >= 0; at--) {
    const { onwards, past } = steps[at]!
    const own = counts(questions[at]!) ? 1 : 0
    const shown = onwards.length === 0 ? 0 : own + Math.max(...onwards.map((to) => rest[to]!))
    rest[at] = Math.max(shown, past ? rest[at + 1]! : 0)
  }
  return rest[0]!
}

function stepsOf(definition: FormDefinition, answers: Answers, begun: Begun): Step[] {
  const { questions } = definition
  /** What is not decided yet: not answered, or perhaps not on the way. */
  const open = new Set<string>()
  const counting: Answers = {}
  const fact = factAt(definition, counting, begun)
  const holds = (when: Condition) => (isOpen(when, open, definition) ? 'perhaps' : evaluate(when, fact))
  const onPage = pageDoor(definition, holds)
  const reached = new Set([0])
  /** Up to here ways may run apart. */
  let apartUntil = 0
  return questions.map((question, at) => {
    if (!reached.has(at)) return { onwards: [], past: true }
    const isPageOpen = onPage(question)
    const isAsked = isPageOpen && (question.showWhen === undefined || holds(question.showWhen))
    const shown = isAsked && isPageOpen === 'perhaps' ? isPageOpen : isAsked
    if (shown === false) {
      reached.add(at + 1)
      return { onwards: [], past: true }
    }
    const isSure = shown === true && at >= apartUntil && under(answers, question.key) !== undefined
    if (isSure) counting[question.key] = answers[question.key]!
    else open.add(question.key)
    const onwards = placesAfter(questions, at, holds)
    for (const to of onwards) reached.add(to)
    if (shown === 'perhaps') reached.add(at + 1)
    const ahead = shown === 'perhaps' ? [...onwards, at + 1] : onwards
    if (ahead.length > 1) apartUntil = Math.max(apartUntil, ...ahead)
    return { onwards, past: shown === 'perhaps' }
  })
}

/** Where a question that is asked can lead. */
function placesAfter(questions: Question[], at: number, holds: (when: Condition) => boolean | 'perhaps'): number[] {
  const places: number[] = []
  for (const { when, to } of questions[at]!.jumps ?? []) {
    const taken = when === undefined || holds(when)
    if (taken === false) continue
    const target = to === 'end' ? questions.length : questions.findIndex(({ key }) => key === to)
    places.push(target > at ? target : at + 1)
    if (taken === true) return places
  }
  return [...places, at + 1]
}

const isOpen = (when: Condition, open: Set<string>, definition: FormDefinition): boolean =>
  factsNamed(when).some((fact) => standsOnOpen(fact, open, definition))

function standsOnOpen(path: string, open: Set<string>, definition: FormDefinition): boolean {
  const [kind, key = ''] = path.split('.')
  if (kind !== 'value') return open.has(key) && kind !== 'hidden'
  // A calculation sees those before it; so does whoever asks for it.
  const all = definition.calculations ?? []
  const upTo = all.slice(0, all.findIndex((one) => one.key === key) + 1)
  return upTo.some(({ formula }) =>
    factsIn(formula).some((fact) => !fact.startsWith('value.') && standsOnOpen(fact, open, definition)),
  )
}

/** All that a formula names, its conditions included. */
export function factsIn(formula: Formula): string[] {
  if (typeof formula === 'number') return []
  if ('fact' in formula) return [formula.fact]
  if ('do' in formula) return formula.of.flatMap(factsIn)
  return [...factsNamed(formula.when), ...factsIn(formula.yes), ...factsIn(formula.no)]
}
