import { resolve } from 'node:path'
import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run forms:types -- --out FILE.ts`: writes the types of the published forms; the file is meant from where npm was called.
const node = await prepare()
readEnvFile()
const from = process.env.INIT_CWD ?? process.cwd()
const given = process.argv.slice(2)
const out = given.indexOf('--out') + 1
if (out > 0 && given[out] !== undefined) given[out] = resolve(from, given[out])
process.exit(await launch(node, [...typeScriptFlags, 'bot/node/forms-types.ts', ...given], { env: toolEnv(node) }))
