import { build } from 'esbuild'

// Some dependencies are CommonJS and call `require` for Node's own modules; an ES module has none until it makes one.
const banner = `import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);`

/**
 * The server and its threads as plain files, and the commands that a container has no tools to run otherwise: from TypeScript sources it takes 270 MB of memory, bundled 100 MB. The threads lie flat
 * beside the entry, where `db/open-node.ts` and `bot/node/images.ts` look for them. The native database driver cannot be bundled.
 */
await build({
  entryPoints: {
    node: 'bot/node.ts',
    'checkpoint-thread': 'db/checkpoint-thread.ts',
    'report-thread': 'db/report-thread.ts',
    'image-thread': 'bot/node/image-thread.ts',
    backup: 'bot/node/backup.ts',
    restore: 'bot/node/restore.ts',
    'demo-erase': 'bot/node/demo-erase.ts',
    'import-members': 'bot/node/import-members.ts',
  },
  outdir: 'dist/server',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['@libsql/*', 'libsql'],
  banner: { js: banner },
  sourcemap: 'linked',
  logLevel: 'warning',
})
