import { computed, onScopeDispose, shallowReactive } from 'vue'
import type { Texts } from '../language.ts'

/** Something that can be done from where the person is. */
export interface Action {
  key: string
  group: 'here' | 'go' | 'settings' | 'display'
  icon: string
  label: Texts
  /** How the Japanese label is read, so that it is found before it is converted. */
  reading?: string
  /** Pressed one after the other: `['g', 'h']`. */
  keys?: string[]
  /** The page hears the keys itself; they are only told here. */
  byPage?: true
  run: () => unknown
}

const sources = shallowReactive(new Map<symbol, () => Action[]>())

/** Offers actions in the palette, in the list of shortcuts and by their keys for as long as the component is there. */
export function useActions(actions: () => Action[]): void {
  const own = Symbol('actions')
  sources.set(own, actions)
  onScopeDispose(() => sources.delete(own))
}

/** All actions on offer, those of the page first. */
export const offered = computed(() => [...sources.values()].toReversed().flatMap((actions) => actions()))

export const groupWords: Record<Action['group'], Texts> = {
  here: { ja: 'この画面', en: 'On this page' },
  go: { ja: '移動', en: 'Go to' },
  settings: { ja: '設定', en: 'Settings' },
  display: { ja: '表示', en: 'Display' },
}
export const groups = ['here', 'go', 'settings', 'display'] as const
