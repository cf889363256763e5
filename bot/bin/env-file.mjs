import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './say.mjs'

/** Reads `.env` of the project folder into our environment. What is already set there wins. */
export function readEnvFile() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
