/** What can be done with a contract stands above it: deploy it, run one of its functions. */
import type { CodeSymbol, SymbolEntry } from '../../runtimes/service/contract/code.ts';
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import { ask, rangeOf, shown } from './asking.ts';
import { LANGUAGES } from './language-features.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

const DEPLOY = 'interleave.deploy';
const RUN = 'interleave.run';

export function registerCodeLenses(monaco: Monaco, store: Store, service: Service): void {
  type Told = SymbolEntry & { readonly source: string };
  monaco.editor.registerCommand(DEPLOY, (_, entry: Told) => void store.getState().deployEntry(entry));
  monaco.editor.registerCommand(RUN, (_, entry: Told) => void store.getState().runEntry(entry));

  for (const language of LANGUAGES)
    monaco.languages.registerCodeLensProvider(language, {
      provideCodeLenses: async (model, token) => {
        const symbols = await ask(service, 'code.outline', shown(model), token);
        const source = pathOf(model.uri);
        const lenses = entriesOf(symbols ?? []).map(({ entry, selection }) => ({
          range: rangeOf(monaco, selection),
          command: {
            id: entry.function ? RUN : DEPLOY,
            title: entry.function ? 'Run' : 'Deploy',
            tooltip: entry.function ? `Run ${entry.contract}.${entry.function.name}` : `Deploy ${entry.contract}`,
            arguments: [{ ...entry, source }],
          },
        }));
        return { lenses, dispose: () => undefined };
      },
    });
}

function entriesOf(symbols: readonly CodeSymbol[]): readonly (CodeSymbol & { readonly entry: SymbolEntry })[] {
  return symbols.flatMap((one) => [
    ...(one.entry === undefined ? [] : [{ ...one, entry: one.entry }]),
    ...entriesOf(one.children),
  ]);
}
