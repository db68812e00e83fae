/** solc's standard JSON input (Solidity documentation, "Compiler Input and Output JSON Description"). */
import { evmVersionFor } from './evm-version.ts';
import type { SourceGraph } from './source-graph.ts';

/** solc's own default. */
export const DEFAULT_RUNS = 200;

/** Settings a caller may give; everything else is fixed here, since the debugger and the naming of cells depend on it. */
export interface SoliditySettings {
  /** Default: off (`solidity-compiler.ts` says when not). */
  readonly optimizer?: Readonly<Record<string, unknown>>;
  readonly viaIR?: boolean;
  /** Default: the ledger's hardfork decides. */
  readonly evmVersion?: string;
  /** Addresses of deployed libraries by unit name and library name. */
  readonly libraries?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const code = (kind: 'bytecode' | 'deployedBytecode'): string[] =>
  ['object', 'sourceMap', 'linkReferences', 'generatedSources', 'functionDebugData'].map(
    (part) => `evm.${kind}.${part}`,
  );

const CONTRACT_OUTPUT = [
  'abi',
  'metadata',
  'devdoc',
  'userdoc',
  'storageLayout',
  'transientStorageLayout',
  'evm.methodIdentifiers',
  ...code('bytecode'),
  ...code('deployedBytecode'),
  'evm.deployedBytecode.immutableReferences',
];

export interface StandardInput {
  readonly language: 'Solidity';
  readonly sources: Readonly<Record<string, { readonly content: string }>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

export function standardInput(
  graph: SourceGraph,
  solc: string,
  hardfork: string | undefined,
  settings: SoliditySettings & Required<Pick<SoliditySettings, 'optimizer'>>,
): StandardInput {
  const evmVersion = settings.evmVersion ?? evmVersionFor(hardfork, solc);
  return {
    language: 'Solidity',
    sources: Object.fromEntries([...graph.units.values()].map(({ unit, text }) => [unit, { content: text }])),
    settings: {
      remappings: graph.remappings,
      optimizer: settings.optimizer,
      ...(settings.viaIR === undefined ? {} : { viaIR: settings.viaIR }),
      ...(evmVersion === undefined ? {} : { evmVersion }),
      ...(settings.libraries === undefined ? {} : { libraries: settings.libraries }),
      outputSelection: { '*': { '*': CONTRACT_OUTPUT, '': ['ast'] } },
    },
  };
}

const KNOWN = ['optimizer', 'viaIR', 'evmVersion', 'libraries'];

/** Says what is wrong, or gives the settings; solc itself checks what is inside them. */
export function parseSettings(settings: Readonly<Record<string, unknown>>): SoliditySettings | string {
  for (const [key, value] of Object.entries(settings)) {
    if (!KNOWN.includes(key)) return `unknown compiler setting '${key}'; known: ${KNOWN.join(', ')}`;
    const kind = key === 'viaIR' ? 'boolean' : key === 'evmVersion' ? 'string' : 'object';
    if (value === null || typeof value !== kind || Array.isArray(value))
      return `compiler setting '${key}' is not of type ${kind}`;
  }
  return settings;
}
