import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The icons that our sources name, as the collection knows them; those of Nuxt UI itself come along by themselves. */
function iconsUsed(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(vue|ts)$/.test(name))
  const names = files.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/\bi-lucide-([a-z0-9-]+)/g),
  ])
  return [...new Set(names.map(([, name]) => `lucide:${name}`))]
}

/** The staff app. Icons are cut out of the installed collection while building, so that the page asks nobody for them. */
export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [
    vue({ features: { optionsAPI: false } }),
    ui({
      root: here('../node_modules/.cache/dashboard'),
      autoImport: false,
      components: false,
      colorMode: false,
      prose: false,
      icon: { clientBundle: { icons: iconsUsed(here('src')) } },
      ui: {
        colors: {
          primary: 'ai',
          secondary: 'ai',
          info: 'ai',
          success: 'matsu',
          warning: 'yamabuki',
          error: 'shu',
          neutral: 'sumi' as 'neutral',
        },
      },
    }),
  ],
  define: { __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
