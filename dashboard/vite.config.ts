import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

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
      icon: { clientBundle: { scan: { globInclude: ['**/*.vue', '**/*.ts'], globExclude: ['dist'] } } },
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
