import { onScopeDispose } from 'vue'
import { useActions } from '../palette/actions.ts'
import { talkShortcuts } from './shortcuts.ts'

interface Keys {
  next: () => unknown
  previous: () => unknown
  reply: () => unknown
  done: () => unknown
  close: () => unknown
}

/** The keys of `shortcuts.ts`; never while somebody writes, converts kana, or has a dialog open. */
export function useTalkKeys(keys: Keys) {
  const deeds: Record<string, (() => unknown) | undefined> = {
    j: keys.next,
    k: keys.previous,
    r: keys.reply,
    e: keys.done,
    Escape: keys.close,
  }
  function press(event: KeyboardEvent) {
    const target = event.target as HTMLElement | null
    const elsewhere = target?.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]',
    )
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || elsewhere)
      return
    const deed = deeds[event.key]
    if (!deed) return
    event.preventDefault()
    deed()
  }
  useActions(() =>
    talkShortcuts.map(({ keys: told, label }) => ({
      ...{ key: `talks ${told}`, group: 'here' as const, icon: 'i-lucide-keyboard', label, byPage: true as const },
      ...{ keys: told.split('+'), run: () => deeds[told]?.() },
    })),
  )
  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
