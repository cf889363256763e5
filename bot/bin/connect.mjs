import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run line:connect`: connects a real LINE channel with the server that runs at PUBLIC_URL. Arguments stand after `--`.
const node = await prepare()
readEnvFile()
process.exit(
  await launch(node, [...typeScriptFlags, 'bot/node/connect.ts', ...process.argv.slice(2)], { env: toolEnv(node) }),
)
