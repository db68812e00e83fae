import type { ToolchainReport } from '../sdk/runtime-module.ts';
import { appFolder, embeddedSolc, installCommand, installedSolcs } from './compiler/solc-versions.ts';
import { manifest } from './manifest.ts';

/** The EVM, the solc that comes along, and every other one that sources in the folder would be compiled with. */
export async function toolchains(folder: string): Promise<readonly ToolchainReport[]> {
  const own = embeddedSolc();
  const others = (await installedSolcs([folder, appFolder])).filter(({ soljson }) => soljson !== own.soljson);
  const solc = (version: string, where: string, message?: string): ToolchainReport => ({
    kind: 'compiler',
    name: 'solc',
    language: 'solidity',
    found: true,
    version,
    where,
    ...(message === undefined ? {} : { message }),
  });
  return [
    { kind: 'host', name: '@ethereumjs/evm', found: true, version: manifest.version, where: 'bundled' },
    solc(own.version, 'bundled', `other versions: ${installCommand('0.8.x').replaceAll('0.8.x', '<version>')}`),
    ...others.map(({ version: found, soljson }) => solc(found, soljson)),
  ];
}
