import type { MachineView, VariableScope } from '../../sdk/debug-info.ts';
import type { CodeMap } from './code-map.ts';
import type { CodeScopes } from './dwarf/code-scopes.ts';
import type { Entry, EntryReader } from './dwarf/entries.ts';

export class RustVariables {
  constructor(reader: EntryReader, scopes: CodeScopes, isOwn: (entry: Entry) => boolean) {
    void [reader, scopes, isOwn];
  }

  scopes(view: MachineView, address: number, code: CodeMap): readonly VariableScope[] {
    void [view, address, code];
    return [];
  }
}
