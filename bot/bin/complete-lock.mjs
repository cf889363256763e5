import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { completeLock } from './lock-file.mjs'
import { root } from './say.mjs'

// `npm run lock:complete`, after every change of the dependencies.
const file = join(root, 'package-lock.json')
const { lock, added } = completeLock(JSON.parse(readFileSync(file, 'utf8')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added.length} optional packages of other platforms added`)
