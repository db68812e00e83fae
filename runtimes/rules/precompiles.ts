import type { Precompile, PrecompileGas } from '../core/block.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';

const NOTHING = new Uint8Array(0);

/** The trap of a call that did more than its declared gas pays for. */
export const UNDERPAID = 'more work than the declared gas pays for';

/** What a call costs by declaration, before anything runs. */
export const declaredGas = ({ base, perWord }: Extract<PrecompileGas, { kind: 'declared' }>, bytes: number): bigint =>
  base + perWord * BigInt(Math.ceil(bytes / 32));

/**
 * Runs a call to a precompile (core/block.ts) at its price. `run` runs the code with the gas of the call it is given, by the runtime's own
 * meter. Declared gas replaces that meter for the caller, never as a bound: the code gets what its price pays for, `speedup` times.
 */
export function runPrecompile(
  call: FrameCall,
  { gas: rule }: Precompile,
  run: (call: FrameCall) => FrameResult,
): FrameResult {
  const { gas, refund } = call;
  // The answer is to depend on the data alone, whatever the code tries to find out.
  const bare = { ...call, value: 0n, isStatic: true, refund: 0n };
  if (rule.kind === 'metered') return { ...run(bare), refund };
  const price = declaredGas(rule, call.data.length);
  if (price > gas) return { status: 'outOfGas', output: NOTHING, gasLeft: 0n, refund, reason: '' };
  const result = run({ ...bare, gas: price * BigInt(rule.speedup) });
  if (result.status === 'success' || result.status === 'revert') return { ...result, gasLeft: gas - price, refund };
  const reason = result.status === 'outOfGas' ? UNDERPAID : result.reason;
  return { status: 'trap', output: NOTHING, gasLeft: 0n, refund, reason };
}
