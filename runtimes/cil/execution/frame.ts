import type { FrameCall } from '../../core/frame.ts';
import { ContractFrame } from '../../rules/contract-frame.ts';
import type { ContractMachine } from '../../rules/contract-machine.ts';
import { OUT_OF_GAS, stop } from '../../rules/signals.ts';

/** Units of the meter for one ledger gas (manifest.gasRatio, Gas.UnitsPerGas). */
export const UNITS_PER_GAS = 10n;

/** One frame of a .NET contract. While its code runs, the meter is in .NET; each question brings it here and takes it back. */
export class CilFrame extends ContractFrame {
  units: bigint;

  constructor(machine: ContractMachine, scope: FrameCall) {
    super(machine, scope);
    this.units = scope.gas * UNITS_PER_GAS;
  }

  override get gasLeft(): bigint {
    return this.units / UNITS_PER_GAS;
  }

  override chargeGas(gas: bigint): void {
    this.units -= gas * UNITS_PER_GAS;
    if (this.units < 0n) stop(OUT_OF_GAS);
  }

  override giveBack(gas: bigint): void {
    this.units += gas * UNITS_PER_GAS;
  }
}
