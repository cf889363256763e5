import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { postcodes } from './postcodes.ts'

/**
 * The friend's mini-app. The server answers `/liff/:accountId/*` with `dist/index.html` and the boot block in it,
 * and everything else of `dist` under `/liff/static/`.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/liff/static/',
  publicDir: false,
  plugins: [vue({ features: { optionsAPI: false } }), postcodes()],
  define: { __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // LINE runs on phones that are years old; these are the oldest engines that LINE's current app still meets.
    target: ['es2022', 'chrome100', 'safari15.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // All that the first question needs in one file: the bundler would part it by who else uses it, and each part costs.
          groups: [{ name: 'first', test: /liff\/src\/main\.ts$/ }],
        },
      },
    },
  },
})
