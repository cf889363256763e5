import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { postcodes } from './postcodes.ts'

/** Vite calls every `import()` through a helper that preloads styles and other chunks. There are none, and the helper stays out. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : undefined),
}

/** Scores and calculations are read by code that most forms never need: the flow asks for it when a form does. */
const laterFacts: Plugin = {
  name: 'later-facts',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id === './fact-at.ts' && importer?.endsWith('bot/forms/flow.ts')
      ? fileURLToPath(new URL('src/forms/fact-later.ts', import.meta.url))
      : undefined,
}

/** Vue names every component for its tools and for those that draw themselves; here are none of either, and names are bytes. */
const noNames: Plugin = {
  name: 'no-names',
  enforce: 'post',
  transform: (code, id) => (id.includes('.vue') ? code.replace(/__name: *(["'`])[\w-]+\1,?/, '') : undefined),
}

/**
 * The friend's mini-app. The server answers `/liff/:accountId/*` with `dist/index.html` and the boot block in it,
 * and everything else of `dist` under `/liff/static/`.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/liff/static/',
  publicDir: false,
  plugins: [plainImports, laterFacts, vue({ features: { optionsAPI: false } }), noNames, postcodes()],
  define: { __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // LINE runs on phones that are years old; these are the oldest engines that LINE's current app still meets.
    target: ['es2022', 'chrome100', 'safari15.4'],
    // A list of what each chunk needs, with the names of all files, would lie in the first one, and most chunks need nothing else.
    modulePreload: false,
    // All styles are 6 kB: less than what it takes to part them.
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // All that the first question needs in one file: the bundler would part it by who else uses it, and each part costs.
          groups: [
            { name: 'first', test: /liff\/src\/main\.ts$/, priority: 5 },
            // The door of a form and of the login, for who is not known yet.
            { name: 'door', test: /liff\/src\/entrance\/EntrancePage\.vue$/, priority: 3 },
            // What is needed by a form's rest as well as by the login.
            { name: 'shared', test: /(BackToTalk|NoticePage)\.vue$|identity-links\/words\.ts$/, priority: 4 },
            // How answers are judged and said: of a form's rest, its later kinds and its figures.
            {
              name: 'judging',
              test: /plain-answer-text\.ts$|kinds\/(date|kanji-number|kind|problem)\.ts$|meant\/number\.ts$/,
              priority: 2,
            },
            // The rest of a form, with what the pages in its place have in common with it.
            { name: 'rest', test: /forms\/rest\.ts$/, priority: 1 },
            // What the login and the person's own page have in common.
            {
              name: 'member',
              test: /method-texts\.ts$|member-number\.ts$|PersonPicture\.vue$|friend-texts\.ts$|time-text\.ts$|ContentPage\.vue$/,
              priority: 1,
            },
            // What the fields of later kinds have in common.
            {
              name: 'fields',
              test: /forms\/(field-texts|question)\.ts$|FormBox\.vue$|kinds\/box-words\.ts$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
})
