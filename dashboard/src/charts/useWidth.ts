import { onMounted, onScopeDispose, ref, useTemplateRef } from 'vue'

/** The width of an element (template ref `name`) in pixels, as it changes; 0 until it is known. */
export function useWidth(name: string) {
  const element = useTemplateRef<HTMLElement>(name)
  const width = ref(0)
  const observer = new ResizeObserver(([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 0)))
  onMounted(() => element.value && observer.observe(element.value))
  onScopeDispose(() => observer.disconnect())
  return width
}
