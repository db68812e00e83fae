/** Builds the renderer to `renderer/dist/`, where `cli serve` and the desktop program find it. Everything is bundled: nothing is fetched from elsewhere. */
import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';

// What people use is the production build, wherever it is made: tests set NODE_ENV for themselves, and React would come with its checks.
process.env['NODE_ENV'] = 'production';

export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page lets no script be written into it.
    modulePreload: { polyfill: false },
    // The editor is large, and is loaded with the first file.
    chunkSizeWarningLimit: 6_000,
  },
});
