/** Builds main and preload to `electron/dist/`, and the renderer as for browsers. What the service runs on is not bundled: it is loaded as it stands. */
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import renderer from '../vite.config.ts';

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
  renderer: {
    ...renderer,
    root: join(root, 'renderer'),
    build: {
      ...renderer.build,
      minify: true,
      outDir: join(root, 'renderer/dist'),
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});
