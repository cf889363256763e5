import { resolve } from 'node:path'
import { readEnvFile } from './env-file.mjs'
import { launch, toolEnv } from './launch.mjs'
import { typeScriptFlags } from './node.mjs'
import { prepare } from './prepare.mjs'

// `npm run members:import FILE [--dry-run]`: brings members in from a CSV; the file is meant from where npm was called.
const node = await prepare()
readEnvFile()
const from = process.env.INIT_CWD ?? process.cwd()
const given = process.argv.slice(2).map((one) => (one.startsWith('-') ? one : resolve(from, one)))
// npm keeps a `--dry-run` that stands before `--` to itself; what was meant as a trial must never write.
if (process.env.npm_config_dry_run === 'true' && !given.includes('--dry-run')) given.push('--dry-run')
process.exit(await launch(node, [...typeScriptFlags, 'bot/node/import-members.ts', ...given], { env: toolEnv(node) }))
