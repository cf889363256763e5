import { onScopeDispose, ref, type Ref } from 'vue'

/** From how far the list scrolls by itself while something is dragged to its edge, and how fast. */
const edgePx = 48
const scrollPx = 10

/**
 * Moving a row of a list by the pointer: a line shows where it would stand. Nothing but the drop changes anything, and
 * Escape lets go.
 */
export function useDragList(list: Ref<HTMLElement | null>, drop: (from: number, to: number) => void) {
  const dragged = ref<number | null>(null)
  /** The row before which it would stand; the number of rows at the end. */
  const target = ref<number | null>(null)
  const rows = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]

  function begin(at: number, event: PointerEvent) {
    if (event.button !== 0) return
    event.preventDefault()
    dragged.value = at
    target.value = at
    addEventListener('pointermove', follow)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', letGo)
    addEventListener('keydown', escape)
  }

  function follow({ clientY }: PointerEvent) {
    const at = rows().findIndex((row) => {
      const { top, height } = row.getBoundingClientRect()
      return clientY < top + height / 2
    })
    target.value = at < 0 ? rows().length : at
    const scroller = list.value?.closest<HTMLElement>('[data-scrolls]')
    const box = scroller?.getBoundingClientRect()
    if (!scroller || !box) return
    if (clientY < box.top + edgePx) scroller.scrollTop -= scrollPx
    if (clientY > box.bottom - edgePx) scroller.scrollTop += scrollPx
  }

  function end() {
    const [from, to] = [dragged.value, target.value]
    letGo()
    if (from === null || to === null) return
    const place = to > from ? to - 1 : to
    if (place !== from) drop(from, place)
  }

  const escape = (event: KeyboardEvent) => void (event.key === 'Escape' && letGo())

  function letGo() {
    dragged.value = null
    target.value = null
    removeEventListener('pointermove', follow)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', letGo)
    removeEventListener('keydown', escape)
  }
  onScopeDispose(letGo)

  return { dragged, target, begin }
}
