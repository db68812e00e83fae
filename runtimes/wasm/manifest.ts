import type { RuntimeManifest } from '../core/manifest.ts';

/**
 * The version is that of the instrumentation and the host interface: they decide what a transaction does and costs, whatever engine
 * runs the code, so it stands in every receipt.
 */
export const manifest: RuntimeManifest = {
  id: 'wasm',
  name: 'WebAssembly',
  version: '1',
  languages: [
    { id: 'rust', name: 'Rust', extensions: ['.rs'] },
    { id: 'assemblyscript', name: 'AssemblyScript', extensions: ['.ts'] },
    { id: 'wasm', name: 'WebAssembly', extensions: ['.wasm', '.wat'] },
  ],
  deterministic: true,
  look: { short: 'Wasm', hue: 'orange', glyph: 'hexagon' },
  gasRatio: { numerator: 1n, denominator: 100n },
};

export default manifest;
