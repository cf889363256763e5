import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './files.ts'

const server = `
  process.on('SIGTERM', () => { console.log('drained'); process.exit(7) })
  setInterval(() => {}, 1000)
  console.log('ready')
`
const launcher = `
  import { launch } from './bot/bin/launch.mjs'
  process.exit(await launch(process.execPath, [...process.argv.slice(1), '-e', ${JSON.stringify(server)}], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  }))
`

/** Starts a launcher with a server below it and sends the launcher a signal as soon as the server is ready. */
function signalLauncher(
  signal: NodeJS.Signals,
  flags: string[] = [],
): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(process.execPath, ['--input-type=module', '-e', launcher, '--', ...flags], { cwd: root })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (text.includes('ready')) child.kill(signal)
    })
    // Ends only when the server has ended too, as it holds the same output.
    child.once('close', (code) => resolve({ output, code }))
  })
}

test('a signal to the launcher drains the server, whose exit code becomes the launcher’s', async () => {
  expect(await signalLauncher('SIGTERM')).toEqual({ output: 'ready\ndrained\n', code: 7 })
})

test('a launcher that is killed takes its server along', async () => {
  const guard = ['--import', `./${join('bot', 'bin', 'end-with-launcher.mjs')}`]
  expect(await signalLauncher('SIGKILL', guard)).toEqual({ output: 'ready\ndrained\n', code: null })
})
