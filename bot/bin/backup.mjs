import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run backup [-- FOLDER] [--keep N]`: a consistent copy of this installation, also while its server runs.
const node = await prepare()
readEnvFile()
process.exit(
  await launch(node, [...typeScriptFlags, 'bot/node/backup.ts', ...process.argv.slice(2)], { env: toolEnv(node) }),
)
