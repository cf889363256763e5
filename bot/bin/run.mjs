import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// Runs one of the project's TypeScript programs with everything it needs in place: `node bot/bin/run.mjs FILE [ARGUMENTS]`.
const node = await prepare()
process.exit(await launch(node, [...typeScriptFlags, ...process.argv.slice(2)], { env: toolEnv(node) }))
