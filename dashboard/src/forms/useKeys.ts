import { onScopeDispose, type Ref } from 'vue'

/** j and k walk through the list, Escape closes what is open; never while somebody writes or converts kana. */
export function useKeys({
  rows,
  chosen,
  go,
}: {
  rows: Ref<{ id: string }[]>
  chosen: Ref<string>
  go: (id: string) => unknown
}) {
  function press(event: KeyboardEvent) {
    const target = event.target as HTMLElement | null
    const elsewhere = target?.closest(
      'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]',
    )
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || elsewhere)
      return
    if (event.key === 'Escape' && chosen.value) return go('')
    if (event.key !== 'j' && event.key !== 'k') return
    const at = rows.value.findIndex(({ id }) => id === chosen.value)
    const next = rows.value[event.key === 'j' ? at + 1 : Math.max(0, at - 1)]
    if (next && next.id !== chosen.value) go(next.id)
  }
  window.addEventListener('keydown', press)
  onScopeDispose(() => window.removeEventListener('keydown', press))
}
