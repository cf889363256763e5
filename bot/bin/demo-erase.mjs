import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run demo:erase`: takes the demo out, before real people come.
const node = await prepare()
readEnvFile()
process.exit(await launch(node, [...typeScriptFlags, 'bot/node/demo-erase.ts'], { env: toolEnv(node) }))
