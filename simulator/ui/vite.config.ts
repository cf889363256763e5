import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The phone; the server hands its files out below `/simulator/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/simulator/',
  plugins: [vue()],
  build: { outDir: '../dist', emptyOutDir: true },
})
