import { onScopeDispose } from 'vue'
import { offered } from './actions.ts'
import { open } from './state.ts'

/** The second key of a sequence is waited for so long. */
const sequenceMs = 1_200

const writing =
  'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=combobox]'

/**
 * Hears the keys of everything on offer. ⌘K or Ctrl+K works everywhere; all others neither while somebody writes, nor
 * while the input method converts, nor in a dialog.
 */
export function useShortcuts(): void {
  let pressed: string[] = []
  let pressedAt = 0

  function press(event: KeyboardEvent) {
    if (event.isComposing || event.repeat) return
    if ((event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      take(event)
      open.value = open.value === 'palette' ? null : 'palette'
      return
    }
    const elsewhere = event.target instanceof Element && event.target.closest(writing)
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || elsewhere) return
    if (event.key === '?') {
      take(event)
      open.value = 'shortcuts'
      return
    }
    // A modifier alone is part of the key that follows.
    if (event.key.length === 1) follow(event)
  }

  function follow(event: KeyboardEvent) {
    if (event.timeStamp - pressedAt > sequenceMs) pressed = []
    pressedAt = event.timeStamp
    const keys = [...pressed, event.key]
    const fitting = offered.value.filter(
      (action) => !action.byPage && action.keys && keys.every((key, at) => action.keys?.[at] === key),
    )
    pressed = []
    const action = fitting.find((one) => one.keys?.length === keys.length)
    if (action) {
      take(event)
      void action.run()
    } else if (fitting.length > 0) {
      pressed = keys
      take(event)
    }
  }

  // Before the pages' own listeners: what belongs to a sequence is no key of theirs.
  window.addEventListener('keydown', press, { capture: true })
  onScopeDispose(() => window.removeEventListener('keydown', press, { capture: true }))
}

function take(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
