import type { Artifact } from '../../core/artifact.ts';
import { codeCell, parseCode, type AccountId } from '../../core/cell.ts';
import { ok, type Result } from '../../core/result.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import type { Registry } from '../../registry.ts';
import type { CodeVerdict } from '../../sdk/runtime-module.ts';
import { failed, type LiveError } from './live-request.ts';

/** Whether the code at an address is what the compiler made of a source. */
export function verifyLive(
  ledger: SqliteLedger,
  registry: Registry,
  address: AccountId,
  artifact: Artifact,
): Result<CodeVerdict, LiveError> {
  const cell = parseCode(ledger.read(codeCell(address)).value);
  const code = cell && ledger.code(cell.hash);
  if (cell === undefined || code === undefined)
    return failed('unknown', `there is no contract at 0x${address} on this ledger`);
  if (cell.runtime !== artifact.runtime)
    return ok({
      kind: 'differs',
      why: `its code is for ${cell.runtime}, that of the source for ${artifact.runtime}`,
    });
  const module = registry.byId(cell.runtime);
  return ok(module?.verifyCode?.(artifact, code) ?? standsIn(code, artifact.code));
}

/** Most runtimes keep what a deployment brings. */
const standsIn = (code: Uint8Array, artifact: Uint8Array): CodeVerdict =>
  Buffer.from(artifact).includes(Buffer.from(code))
    ? { kind: 'same' }
    : { kind: 'differs', why: `its code has ${code.length} bytes and is not what the source compiles to now` };
