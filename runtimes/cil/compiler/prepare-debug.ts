import { join } from 'node:path';
import { createJsonProcess } from '../../process/json-process.ts';
import type { PreparedCode, PrepareOptions } from '../../sdk/runtime-module.ts';
import { debugIn, parseReply, type CscReply, type CscRequest } from './csc-protocol.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { unpackSource, unwrapSource, type ContractSource } from '../envelope.ts';
import { keepDebug, readDebug } from '../debug/debug-store.ts';

const ENTRY = join(import.meta.dirname, 'csc-entry.ts');
const DEADLINE_MS = 180_000;

/** Makes the tables of contracts that have none yet. What cannot be made here, a lane finds out once more. */
export async function prepareDebug(
  codes: readonly PreparedCode[],
  { signal, onProgress }: PrepareOptions = {},
): Promise<void> {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) return;
  const { cache, key } = toolchain.value;
  const wanted = new Map<string, ContractSource['files']>();
  for (const code of codes) {
    const files = filesOf(code);
    if (files.length > 0 && readDebug(cache, key, files) === undefined) wanted.set(JSON.stringify(files), files);
  }
  if (wanted.size === 0) return;
  onProgress?.('Compiling C# once more, to learn where its statements are');
  const csc = createJsonProcess<CscRequest, CscReply>({
    name: 'the C# compiler',
    entry: ENTRY,
    idleMs: DEADLINE_MS,
    parse: parseReply,
  });
  try {
    for (const files of wanted.values()) {
      const answer = await csc.request({ files, forDebugging: true }, { timeoutMs: DEADLINE_MS, signal });
      const debug = answer.ok ? debugIn(answer.value) : undefined;
      if (debug) keepDebug(cache, key, files, debug);
    }
  } finally {
    await csc.close();
  }
}

function filesOf({ code, form }: PreparedCode): ContractSource['files'] {
  const opened = form === 'code' ? { ok: true as const, value: { payload: code } } : unwrapSource(code);
  const source = opened.ok ? unpackSource(opened.value.payload) : opened;
  return source.ok ? source.value.files : [];
}
