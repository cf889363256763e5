import { globSync, readFileSync } from 'node:fs'
import { parse } from 'vue/compiler-sfc'
import { expect, test } from 'vitest'

interface Node {
  tag?: string
  children?: unknown
  branches?: unknown
}

/** Every use of a component in a template. */
function usesOf(tag: string, node: Node): Node[] {
  const below = [node.children, node.branches].flatMap((nodes) => (Array.isArray(nodes) ? (nodes as Node[]) : []))
  return [...(node.tag === tag ? [node] : []), ...below.flatMap((one) => usesOf(tag, one))]
}

/** Screens that are empty because nothing is left to do, or because somebody else has to act: how many such states a page has. */
const atRest: Record<string, number> = {
  // No talk waits; no talk is in another list; none is chosen yet.
  'dashboard/src/talks/TalksPage.vue': 3,
  // Whoever may not see members asks an owner.
  'dashboard/src/customers/CustomersPage.vue': 1,
  // The button that begins a form stands above it, for those who may.
  'dashboard/src/forms/FormsPage.vue': 1,
  // The log fills by itself.
  'dashboard/src/staff/AuditPage.vue': 1,
}

test('ES14: every empty screen says what will be here and has the one button that makes it so', () => {
  const silent: Record<string, number> = {}
  for (const file of globSync('dashboard/src/**/*.vue')) {
    const ast = parse(readFileSync(file, 'utf8')).descriptor.template?.ast
    if (!ast) continue
    const count = usesOf('EmptyState', ast as Node).filter(
      (use) => !['UButton', 'RouterLink', 'slot'].some((tag) => usesOf(tag, use).length > 0),
    ).length
    if (count > 0) silent[file] = count
  }
  expect(silent).toEqual(atRest)
})
