import type { CodePosition, MachineView, VariableScope } from '../../sdk/debug-info.ts';
import type { CodeLine } from './code-map.ts';

/** What a language's debug information says of a module, beside its lines. Addresses are bytes of the code section's content. */
export interface Symbols {
  readonly lines: readonly CodeLine[];
  /** Of instructions whose line is not of the workspace: what they were made for. */
  positionOf?(address: number): CodePosition | undefined;
  /** By their numbers in the module. */
  readonly functions: ReadonlyMap<number, string>;
  /** Of the function that `view.call` names, at `view.offset`. */
  variables(view: MachineView, address: number): readonly VariableScope[];
  /** The function of the contract that stands there, be it put into another, as the source has it. */
  functionAt(view: MachineView, address: number): string | undefined;
}
