import { buildStale } from './assemble.mjs'
import { install } from './install.mjs'
import { chooseNode, requireBootstrapNode } from './node.mjs'

/**
 * Makes a fresh clone ready: packages installed, a Node found, everything built that has changed. It runs before anything
 * is installed, so this file and what it imports use Node's own modules only, as Node 20 has them.
 * @returns {Promise<string>} the Node that runs the tools and the server
 */
export async function prepare() {
  requireBootstrapNode()
  await install()
  const node = chooseNode()
  await buildStale(node)
  return node
}
