import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { root } from './say.mjs'

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command in the project folder and waits until it has ended. It stays in our process group, and signals that only
 * we receive are passed on, so that a server can drain and an installation is not left running without its parent.
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, onText?: (text: string) => void }} [options]
 *   `onText` receives what the command prints; without it the command prints to our own terminal
 * @returns {Promise<number>} the exit code; 128 + the signal's number when a signal ended it, as a shell has it
 */
export function launch(command, args, { env = process.env, stdio, onText } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: stdio ?? (onText ? ['ignore', 'pipe', 'pipe'] : 'inherit'),
    })
    const forward = (signal) => child.kill(signal)
    const release = () => forwarded.forEach((signal) => process.off(signal, forward))
    for (const signal of forwarded) process.on(signal, forward)
    if (onText) for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onText)
    child.once('error', (error) => (release(), reject(error)))
    child.once('close', (code, signal) => (release(), resolve(code ?? 128 + (constants.signals[signal] ?? 0))))
  })
}

/** The environment in which tools find this Node and the project's commands first. */
export function toolEnv(node, extra = {}) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, ...extra }
}
