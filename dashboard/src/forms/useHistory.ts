import { computed, shallowReactive, type ShallowRef } from 'vue'

/** Far more than anybody takes back one by one. */
const stepsMax = 200
/** Keystrokes in one field that follow each other so closely are one step. */
const togetherMs = 1_500

/** Steps back and forth of something that is replaced as a whole with every change. */
export function useHistory<T>(current: ShallowRef<T | null>) {
  const past = shallowReactive<T[]>([])
  const future = shallowReactive<T[]>([])
  let last = { what: '', at: 0 }

  /** @param before how it was; `what` names what is being changed */
  function push(before: T, what: string) {
    const isSame = last.what === what && Date.now() - last.at < togetherMs
    last = { what, at: Date.now() }
    future.length = 0
    if (isSame && past.length > 0) return
    past.push(before)
    if (past.length > stepsMax) past.shift()
  }

  function move(from: T[], to: T[]) {
    const next = from.pop()
    if (next === undefined || current.value === null) return
    to.push(current.value)
    current.value = next
    last = { what: '', at: 0 }
  }

  return {
    push,
    undo: () => move(past, future),
    redo: () => move(future, past),
    clear() {
      past.length = 0
      future.length = 0
    },
    canUndo: computed(() => past.length > 0),
    canRedo: computed(() => future.length > 0),
  }
}
