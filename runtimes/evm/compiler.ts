/** The compilers of the EVM runtime, as a registry lists them. */
import type { CompilerModule } from '../sdk/compiler.ts';
import { createArtifactReader } from './artifact-json.ts';
import { solidityCure } from './compiler/cure/solidity-cure.ts';
import { PROJECT_FILES } from './compiler/project.ts';
import { createSolidityCompiler } from './compiler/solidity-compiler.ts';

export const compilers: readonly CompilerModule[] = [
  {
    runtime: 'evm',
    language: { id: 'solidity', name: 'Solidity' },
    extensions: ['.sol'],
    projectFiles: PROJECT_FILES,
    create: createSolidityCompiler,
    cure: solidityCure,
  },
  {
    runtime: 'evm',
    language: { id: 'evm-artifact', name: 'Artifact (Hardhat, Foundry, Truffle)' },
    extensions: ['.json'],
    create: createArtifactReader,
  },
];

export { createSolidityCompiler } from './compiler/solidity-compiler.ts';
export { createArtifactReader, readArtifactJson } from './artifact-json.ts';
export { librariesOf, link, linkReferencesOf } from './compiler/link.ts';
export { verifyCode } from './compiler/verify-code.ts';
