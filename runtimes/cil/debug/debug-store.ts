/**
 * What debuggers need beside the assembly of a contract, by what both were made from: in the cache of this machine, for it is made again from the
 * source on the ledger when it is not there. It never runs as it is: a lane that is told to trace makes an assembly with hooks of it.
 */
import { join } from 'node:path';
import { cachePath } from '../../compiling/cache-folder.ts';
import { hashOf } from '../../compiling/hash.ts';
import { writeWholeSync } from '../../compiling/write-whole.ts';
import { isObject } from '../../core/json-shape.ts';
import { readHashed, withHash } from '../dotnet/hashed-file.ts';
import { packParts, unpackParts } from '../dotnet/parts.ts';
import { temporaryPath } from '../dotnet/temporary-cache.ts';
import { readToolchainSources } from '../dotnet/toolchain-sources.ts';
import type { ContractSource } from '../envelope.ts';
import type { DebugTable } from './debug-table.ts';

/** Raise it when the table changes. */
const VERSION = 3;

export interface KeptDebug {
  /** Before it is metered. */
  readonly image: Uint8Array;
  readonly table: DebugTable;
}

/** Of an assembly that has no hooks, whatever the reason. */
export const NO_TABLE: DebugTable = { files: [], methods: [] };

type Files = ContractSource['files'];

const nameOf = (toolchainKey: string, files: Files): string =>
  `debug-${hashOf(JSON.stringify([VERSION, toolchainKey, files]))}.bin`;

/** At once: a lane waits for messages without coming back to its event loop. */
export function keepDebug(folder: string, toolchainKey: string, files: Files, { image, table }: KeptDebug): void {
  writeWholeSync(folder, nameOf(toolchainKey, files), withHash(packParts([image, JSON.stringify(table)])));
}

export function readDebug(folder: string, toolchainKey: string, files: Files): KeptDebug | undefined {
  const bytes = readHashed(join(folder, nameOf(toolchainKey, files)));
  if (bytes === undefined) return undefined;
  const [image, json] = unpackParts(bytes);
  const table = parseTable(Buffer.from(json ?? []).toString());
  return image === undefined || table === undefined ? undefined : { image, table };
}

let key: string | undefined;

/** For whoever has no toolchain at hand; it lies where the toolchain does. undefined: there is none, or its assembly has no hooks. */
export function findTable(files: Files): DebugTable | undefined {
  key ??= readToolchainSources().key;
  for (const pathOf of [cachePath, temporaryPath]) {
    const folder = pathOf();
    const found = folder === undefined ? undefined : readDebug(folder, key, files);
    if (found !== undefined && found.table.methods.length > 0) return found.table;
  }
  return undefined;
}

/** undefined: none of ours. */
export function parseTable(json: string): DebugTable | undefined {
  try {
    const table: unknown = JSON.parse(json);
    return isObject(table) && Array.isArray(table['files']) && Array.isArray(table['methods'])
      ? (table as unknown as DebugTable)
      : undefined;
  } catch {
    return undefined;
  }
}
