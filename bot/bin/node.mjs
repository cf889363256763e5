import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, root } from './say.mjs'

const oldestForBootstrap = [20, 19]
const oldestForTools = [22, 12]

/** Node 22.12 has to be told that it may read TypeScript, and then says each time that this is new; Node 24 just takes both. */
export const typeScriptFlags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']

const isAtLeast = (version, [major, minor]) => {
  const [ownMajor = 0, ownMinor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}

/** Stops with a clear message on a Node that cannot even read on. */
export function requireBootstrapNode() {
  if (isAtLeast(process.version, oldestForBootstrap)) return
  giveUp(
    `Node.js ${process.version} では動きません。Node.js 24（LTS）を入れてから、もう一度実行してください。`,
    `Node.js ${process.version} is too old. Install Node.js 24 (LTS) and run the same command again.`,
  )
}

/**
 * The Node that runs builds, tests and the server: the one we run on when it is new enough, else the project's own,
 * which the lock file brings along for the platforms where such a package exists.
 * @returns {string} path of the program
 */
export function chooseNode() {
  if (isAtLeast(process.version, oldestForTools)) return process.execPath
  const own = join(root, 'node_modules', ...ownNode())
  // Asking for its version also finds a system that it was not built for, such as one with another C library.
  const answer = existsSync(own) ? spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout : ''
  if (answer && isAtLeast(answer, oldestForTools)) return own
  return giveUp(
    `この環境（${process.platform} ${process.arch}、Node.js ${process.version}）には、付属の Node.js がありません。Node.js 24（LTS）を入れてから、もう一度実行してください。`,
    `There is no bundled Node.js for this system (${process.platform} ${process.arch}, Node.js ${process.version}). Install Node.js 24 (LTS) and run the same command again.`,
  )
}

const ownNode = () =>
  process.platform === 'win32'
    ? [`node-win-${process.arch}`, 'bin', 'node.exe']
    : [`node-${process.platform}-${process.arch}`, 'bin', 'node']
