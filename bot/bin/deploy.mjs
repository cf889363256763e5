import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run deploy`: first what a start does to its database, on the remote one (migrations, account `main`, the first
// owner), then the Worker, which finds a database that fits it. Arguments after `--` go to wrangler.
const node = await prepare()
readEnvFile()
const steps = [
  [...typeScriptFlags, 'bot/node/deploy.ts'],
  ['node_modules/wrangler/bin/wrangler.js', 'deploy', ...process.argv.slice(2)],
]
for (const step of steps) {
  const code = await launch(node, step, { env: toolEnv(node) })
  if (code !== 0) process.exit(code)
}
