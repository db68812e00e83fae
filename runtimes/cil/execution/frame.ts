import type { FrameCall } from '../../core/frame.ts';
import type { FrameTrace } from '../debug/frame-trace.ts';
import { ContractFrame } from '../../rules/contract-frame.ts';
import type { ContractMachine } from '../../rules/contract-machine.ts';
import { OUT_OF_GAS, stop } from '../../rules/signals.ts';

/** Units of the meter for one ledger gas (manifest.gasRatio, Gas.UnitsPerGas). */
export const UNITS_PER_GAS = 10n;

/** What the meter in .NET, a signed number of 64 bits, is given at most: years of work. More stays on this side until it is asked for. */
const MOST_UNITS = 2n ** 62n;

/** One frame of a .NET contract. While its code runs, the meter is in .NET; each question brings it here and takes it back. */
export class CilFrame extends ContractFrame {
  /** As the meter in .NET shows them. */
  units = 0n;
  /** Where a debugger listens, and the assembly has hooks. */
  trace: FrameTrace | undefined;
  #apart = 0n;

  constructor(machine: ContractMachine, scope: FrameCall) {
    super(machine, scope);
    this.#change(scope.gas * UNITS_PER_GAS);
  }

  override get gasLeft(): bigint {
    return (this.units + this.#apart) / UNITS_PER_GAS;
  }

  override chargeGas(gas: bigint): void {
    this.#change(-gas * UNITS_PER_GAS);
    if (this.units < 0n) stop(OUT_OF_GAS);
  }

  override giveBack(gas: bigint): void {
    this.#change(gas * UNITS_PER_GAS);
  }

  #change(by: bigint): void {
    const all = this.units + this.#apart + by;
    this.units = all > MOST_UNITS ? MOST_UNITS : all;
    this.#apart = all - this.units;
  }
}
