import { err, ok } from '../../core/result.ts';
import { exportSnapshot } from '../../ledger/snapshot/export-snapshot.ts';
import { EXTENSION } from '../../ledger/snapshot/format.ts';
import { importToFile } from '../../ledger/snapshot/import-to-file.ts';
import { codeVerifier, hardforkProblem } from './accept-code.ts';
import { ZSTD } from './file-start.ts';
import { PROGRAM } from './program.ts';
import type { StateFormat } from './state-format.ts';

/** The product's own format (`ledger/snapshot/README.md`). */
export const snapshotFormat: StateFormat = {
  name: 'snapshot',
  summary: 'all that a ledger holds, of every runtime, with or without history',
  extensions: [EXTENSION],
  hasHistory: true,
  recognises: (start) => Buffer.from(start.subarray(0, ZSTD.length / 2)).toString('hex') === ZSTD,
  async export({ source, file, accounts, history, replace, signal, onProgress }) {
    const done = await exportSnapshot({
      source,
      file,
      program: PROGRAM,
      accounts,
      history,
      replace,
      signal,
      onProgress: (phase, cells, total) => onProgress?.(`${phase} cells`, cells, total),
    });
    if (!done.ok) return done;
    const { header, counts, sha256, fileBytes } = done.value;
    return ok({ file, block: header.block, stateRoot: header.stateRoot, counts, sha256, fileBytes, omitted: [] });
  },
  async import({ file, ledger, registry, config, trustedFor, signal, onProgress }) {
    if (config?.chainId !== undefined || config?.hardfork !== undefined)
      return err({
        code: 'source',
        message: 'a snapshot says itself which chain id and hardfork it has',
        file,
        advice: 'Leave out --chain-id and --hardfork.',
        checks: [],
      });
    const done = await importToFile({
      file,
      ledger,
      verifyCode: codeVerifier(registry, trustedFor),
      verifyConfig: ({ hardfork }) => hardforkProblem(hardfork),
      signal,
      onProgress: (bytes, total) => onProgress?.('reading bytes', bytes, total),
    });
    if (!done.ok) return err(done.error);
    const { header, trailer, checks } = done.value;
    return ok({
      ledger,
      block: header.block,
      stateRoot: header.stateRoot,
      counts: trailer.counts,
      checks,
      omitted: [],
      assumed: [],
    });
  },
};
