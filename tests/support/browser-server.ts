import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The built server that browser tests drive: a port and a data folder of its own for each run, the simulator in LINE's
 * place, and an owner whose sign-in is known. Playwright reads its configuration again in every worker; the first to
 * read it chooses, and the others find the choice in the environment that they inherit.
 */
const port = (process.env['MUSUBI_BROWSER_PORT'] ??= String(await freePort()))
const folder = (process.env['MUSUBI_BROWSER_DATA'] ??= temporaryFolder())

const url = `http://127.0.0.1:${port}`
const staff = { email: 'sato@example.com', password: 'sato-no-aikotoba-12' }

export const browserServer = {
  url,
  /** Sato, the owner. */
  staff,
  env: {
    PORT: port,
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATABASE_URL: `file:${join(folder, 'musubi.db')}`,
    MUSUBI_SIMULATOR: 'on',
    MUSUBI_DEMO: 'auto',
    STAFF_EMAIL: staff.email,
    STAFF_PASSWORD: staff.password,
  },
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'musubi-browser-'))
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  return path
}
