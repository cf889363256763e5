import type { StoredEvent } from './stored-event.ts'

/** As many friends at once: enough to keep LINE's answers coming, few enough to bound memory and open sockets. */
const runningMax = 512

/**
 * Keeps each friend's events in order while different friends go on side by side: one friend, one lane.
 * A lane is free again when its reply has settled, so nobody is overtaken, and one slow friend stops nobody else.
 */
export class Lanes {
  readonly #handle: (event: StoredEvent) => Promise<void>
  readonly #failed: (event: StoredEvent, error: unknown) => void
  readonly #lanes = new Map<string, StoredEvent[]>()
  readonly #ready: string[] = []
  #running = 0
  #idle: (() => void)[] = []

  constructor(handle: (event: StoredEvent) => Promise<void>, failed: (event: StoredEvent, error: unknown) => void) {
    this.#handle = handle
    this.#failed = failed
  }

  /** Events that arrived together are put in the order in which they happened. */
  add(events: StoredEvent[]): void {
    for (const event of events.toSorted((a, b) => a.event.timestamp - b.event.timestamp)) {
      const lane = event.uid ? `${event.accountId} ${event.uid}` : event.id
      const waiting = this.#lanes.get(lane)
      if (waiting) waiting.push(event)
      else {
        this.#lanes.set(lane, [event])
        this.#ready.push(lane)
      }
    }
    this.#run()
  }

  /** Resolves when nothing is waiting or running any more. */
  async settled(): Promise<void> {
    if (this.#lanes.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #run(): void {
    while (this.#running < runningMax && this.#ready.length > 0) void this.#runLane(this.#ready.shift()!)
  }

  async #runLane(lane: string): Promise<void> {
    this.#running++
    const waiting = this.#lanes.get(lane)!
    try {
      await this.#handle(waiting[0]!)
    } catch (error) {
      // The row keeps its event: when its lease is over the sweeper takes it up. The lane goes on.
      this.#failed(waiting[0]!, error)
    }
    waiting.shift()
    this.#running--
    if (waiting.length > 0) this.#ready.push(lane)
    else this.#lanes.delete(lane)
    this.#run()
    if (this.#lanes.size === 0) for (const resolve of this.#idle.splice(0)) resolve()
  }
}
