/** Code from elsewhere, before a ledger that has it is made: do the runtimes here take it? */
import type { LedgerConfig } from '../../core/block.ts';
import { codeValue, parseCode, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, type Result } from '../../core/result.ts';
import type { CheckList } from './check-list.ts';
import { SnapshotError, stopIfCancelled } from './failure.ts';

export interface ForeignCode {
  readonly runtime: string;
  /** keccak-256 of the bytes. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly config: LedgerConfig;
}

/** Whether a runtime takes a piece of code; the error says why not, in one sentence. */
export type CodeVerifier = (code: ForeignCode, signal?: AbortSignal) => Promise<Result<void, string>>;

/** Which code of a snapshot is whose. */
export class CodeUses {
  readonly #config: LedgerConfig;
  /** `runtime:hash`. */
  readonly #uses = new Set<CellValue>();

  constructor(config: LedgerConfig) {
    this.#config = config;
    for (const { runtime, code } of Object.values(config.precompiles ?? {})) this.#uses.add(codeValue(runtime, code));
  }

  note(key: CellKey, value: CellValue): void {
    if (value !== '' && key.endsWith('/c')) this.#uses.add(value);
  }

  /** Has each looked at. @throws SnapshotError where one is not taken. */
  async verify(
    verifier: CodeVerifier | undefined,
    codeOf: (hash: string) => Uint8Array | undefined,
    {
      file,
      checks,
      signal,
    }: { readonly file: string; readonly checks: CheckList; readonly signal?: AbortSignal | undefined },
  ): Promise<void> {
    if (verifier === undefined) return;
    for (const use of [...this.#uses].sort()) {
      stopIfCancelled(file, signal);
      const verdict = await this.#verify(verifier, codeOf, use, signal);
      if (verdict.ok) continue;
      const { runtime, hash } = parseCode(use) ?? { runtime: use, hash: '' };
      const message = `the code ${hash} cannot run here: ${verdict.error}`;
      checks.failed('runtimes', message);
      throw new SnapshotError({
        code: 'refused',
        message,
        file,
        advice: `"doctor" lists what is here for ${runtime}; the file itself is whole.`,
        checks: checks.list,
      });
    }
    checks.passed('runtimes', `${this.#uses.size} codes`);
  }

  async #verify(
    verifier: CodeVerifier,
    codeOf: (hash: string) => Uint8Array | undefined,
    use: CellValue,
    signal: AbortSignal | undefined,
  ): Promise<Result<void, string>> {
    const { runtime, hash } = parseCode(use) ?? { runtime: '', hash: '' };
    const bytes = codeOf(hash);
    if (bytes === undefined) return err('its bytes are not there');
    return verifier({ runtime, hash, bytes, config: this.#config }, signal);
  }
}
