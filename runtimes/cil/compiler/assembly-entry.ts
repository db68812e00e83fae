/** The process that takes assemblies apart which came from elsewhere: bytes in, their contracts out, or why it cannot be. */
import { readFileSync } from 'node:fs';
import { serveJson } from '../../process/serve-json.ts';
import { readClassLibrary } from '../allowed/class-library.ts';
import { classLibrary } from '../dotnet/package-folder.ts';
import { foreignContracts } from '../foreign/foreign-contracts.ts';
import { takeAssembly } from '../foreign/take-assembly.ts';
import { readLibrary, type Library } from '../meter/library.ts';
import { Metadata } from '../meter/metadata.ts';
import { PeFile } from '../meter/pe-file.ts';
import type { AssemblyReply, AssemblyRequest } from './assembly-protocol.ts';

const allowed = readClassLibrary();
let library: Library | undefined;

serveJson((request): AssemblyReply => {
  const { image, sdk } = request as AssemblyRequest;
  library ??= readLibrary(readFileSync(sdk), classLibrary());
  const bytes = Buffer.from(image, 'base64');
  const taken = takeAssembly(bytes, library, allowed);
  if (!taken.ok) return { problem: taken.error };
  const contracts = foreignContracts(new Metadata(new PeFile(bytes).metadata));
  return contracts.ok ? { contracts: contracts.value } : { problem: contracts.error };
});
