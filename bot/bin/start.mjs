import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { prepare } from './prepare.mjs'

const parentCheckMs = 500

// `npm start`, on a machine with nothing but Node 20 and npm.
const node = await prepare()
readEnvFile()
if (process.env.npm_lifecycle_event) drainWhenNpmEnds()
process.exit(
  await launch(node, ['--enable-source-maps', '--import', './bot/bin/end-with-launcher.mjs', 'dist/server/node.js'], {
    env: toolEnv(node),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  }),
)

/** npm passes a signal to its shell only, which dies of it and tells nobody. We see it by getting another parent. */
function drainWhenNpmEnds() {
  const shell = process.ppid
  const check = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(check)
    process.emit('SIGTERM', 'SIGTERM')
  }, parentCheckMs)
  check.unref()
}
