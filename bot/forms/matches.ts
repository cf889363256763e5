import type { Option } from './contract.ts'
import { fold } from './meant/fold.ts'

/** Longer texts are no name of an option. */
const nameLengthMax = 100

/** The options of a long list that somebody may have meant, the likeliest first; none when nothing comes near. */
export function bestMatches(options: Option[], text: string, limit: number): Option[] {
  const said = fold(text)
  if (said === '' || said.length > nameLengthMax) return []
  return options
    .map((option) => ({ option, score: Math.max(...namesOf(option).map((name) => likeness(said, name))) }))
    .filter(({ score }) => score >= 0.3)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ option }) => option)
}

/** The only option that begins with what was said; a single character is no name. */
export function onlyBeginning(options: Option[], text: string): Option | undefined {
  const said = fold(text)
  if (said.length < 2 || /^\d+$/.test(said)) return undefined
  const found = options.filter((option) => namesOf(option).some((name) => name.startsWith(said)))
  return found.length === 1 ? found[0] : undefined
}

const namesOf = ({ label }: Option): string[] => Object.values(label).map((name) => fold(name))

/** 1 for the same, 0.9 at the beginning, 0.8 inside; else the share of pairs of characters in common (Dice). */
function likeness(said: string, name: string): number {
  if (said === name) return 1
  if (name.startsWith(said)) return 0.9
  if (name.includes(said) || (name.length > 1 && said.includes(name))) return 0.8
  const [a, b] = [pairsOf(said), pairsOf(name)]
  const common = a.filter((pair) => b.includes(pair)).length
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length)
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
