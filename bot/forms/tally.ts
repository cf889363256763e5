/** One row of counts: how often a fact of a question had a value. The question is empty for the submission as a whole. */
export interface Counted {
  state: 'finished' | 'cancelled' | 'draft'
  question: string
  fact: string
  value: string
  count: number
  total: number
}

export interface Valued {
  value: string
  count: number
  total: number
}

/** Counts to be asked for by state, question and fact. */
export class Tally {
  readonly #facts = new Map<string, Valued[]>()

  constructor(rows: Counted[]) {
    for (const { state, question, fact, value, count, total } of rows) {
      const key = `${state} ${question} ${fact}`
      const values = this.#facts.get(key)
      if (values) values.push({ value, count, total })
      else this.#facts.set(key, [{ value, count, total }])
    }
  }

  /** What a fact of a finished submission's question had as values, without those that were taken out again. */
  values(question: string, fact: string): Valued[] {
    return (this.#facts.get(`finished ${question} ${fact}`) ?? []).filter(({ count }) => count > 0)
  }

  /** How often a fact holds of a question, whatever its value, in these states. */
  count(states: Counted['state'][], question: string, fact: string): number {
    return states
      .flatMap((state) => this.#facts.get(`${state} ${question} ${fact}`) ?? [])
      .reduce((sum, { count }) => sum + count, 0)
  }

  /** Of how many submissions in these states it is known where they were left. */
  stopped(states: Counted['state'][]): number {
    return [...this.#facts.keys()]
      .flatMap((key) => (states.some((state) => key.startsWith(`${state} `)) && key.endsWith(' stopped') ? [key] : []))
      .flatMap((key) => this.#facts.get(key) ?? [])
      .reduce((sum, { count }) => sum + count, 0)
  }

  /** The sum of what was counted of finished submissions. */
  total(question: string, fact: string): number {
    return this.values(question, fact).reduce((sum, { total }) => sum + total, 0)
  }
}
