import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WasmDebug } from '../../debug/wasm-debug.ts';
import { SDK_FOLDER } from './sdk-library.ts';

/** What the debugger needs of a compile: its DWARF (packed) and the files that it has read. Without DWARF: nothing. */
export async function dwarfDebug(
  dwarf: Uint8Array | undefined,
  workspace: string,
  files: readonly string[],
): Promise<WasmDebug | object> {
  if (dwarf === undefined) return {};
  const sources = await Promise.all(
    files.map(async (name) => {
      const path = join(workspace, name);
      const text = await readFile(path, 'utf8').catch(() => '');
      // Line ends do not count, here as in what is stored.
      return { name, path, text: text.replaceAll('\r\n', '\n') };
    }),
  );
  const data = Buffer.from(dwarf.buffer, dwarf.byteOffset, dwarf.length).toString('base64');
  return { kind: 'dwarf', data, sources, sdk: SDK_FOLDER } satisfies WasmDebug;
}
