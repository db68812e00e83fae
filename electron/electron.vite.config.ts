/** Builds main and preload to `electron/dist/`; the page is built as for browsers (vite.config.ts). What the service runs on is not bundled: it is loaded as it stands. */
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  main: {
    build: {
      outDir: join(root, 'electron/dist/main'),
      emptyOutDir: true,
      // What is in the archive needs nothing that lies beside it.
      externalizeDeps: { exclude: ['zod'] },
      lib: { entry: join(root, 'electron/main.ts'), formats: ['es'] },
      rollupOptions: { output: { entryFileNames: '[name].js' } },
    },
  },
  preload: {
    build: {
      outDir: join(root, 'electron/dist/preload'),
      emptyOutDir: true,
      // A sandboxed preload is no module.
      lib: { entry: join(root, 'electron/preload.ts'), formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
});
