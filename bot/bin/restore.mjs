import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run restore -- FOLDER`: brings a backup back, while no server runs.
const node = await prepare()
readEnvFile()
process.exit(
  await launch(node, [...typeScriptFlags, 'bot/node/restore.ts', ...process.argv.slice(2)], { env: toolEnv(node) }),
)
