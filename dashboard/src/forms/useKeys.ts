import { onScopeDispose } from 'vue'
import { useActions } from '../palette/actions.ts'
import { submissionShortcuts, type SubmissionAct } from './shortcuts.ts'

/** Where keys belong to what has the focus. */
const typing =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox], [role=combobox]'
/** A button or a link answers Enter by itself. */
const pressable = 'a, button, input, summary'

/**
 * Runs what a key stands for (`shortcuts.ts`); never while somebody writes, converts kana, or has a dialog open. The
 * palette offers the same acts and tells their keys.
 * @param act what to do; false when the key means nothing right now, so that the browser gets it
 */
export function useKeys(act: (name: SubmissionAct) => unknown) {
  function press(event: KeyboardEvent) {
    const target = event.target as HTMLElement | null
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (target?.closest(typing) || document.querySelector('[role=dialog][data-state=open]')) return
    if (event.key === 'Enter' && target?.closest(pressable)) return
    const shortcut = submissionShortcuts.find(({ keys }) => (keys as readonly string[]).includes(event.key))
    if (shortcut && act(shortcut.name) !== false) event.preventDefault()
  }
  useActions(() =>
    submissionShortcuts.map(({ keys, name, label }) => ({
      ...{ key: `submissions ${name}`, group: 'here' as const, icon: 'i-lucide-keyboard', label },
      ...{ keys: [...keys], byPage: true as const, run: () => act(name) },
    })),
  )
  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
