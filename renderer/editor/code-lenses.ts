/** What can be done with a contract stands above it: deploy it, run one of its functions. */
import type { CodeSymbol, SymbolEntry } from '../../runtimes/service/contract/code.ts';
import { isLibrary } from '../features/editor/library.ts';
import { scenarioActions } from '../features/scenario/slice.ts';
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import { ask, rangeOf, shown } from './asking.ts';
import { LANGUAGES } from './language-features.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

const DEPLOY = 'interleave.deploy';
const RUN = 'interleave.run';
const DEBUG = 'interleave.debug';
const TRAFFIC = 'interleave.traffic';
const TOP = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

export function registerCodeLenses(monaco: Monaco, store: Store, service: Service): void {
  type Told = SymbolEntry & { readonly source: string };
  monaco.editor.registerCommand(DEPLOY, (_, entry: Told) => void store.getState().deployEntry(entry));
  monaco.editor.registerCommand(RUN, (_, entry: Told) => void store.getState().runEntry(entry));

  monaco.editor.registerCommand(DEBUG, (_, entry: Told) => void store.getState().debugEntry(entry));
  monaco.editor.registerCommand(
    TRAFFIC,
    (_, { source, contract }: Told) => void store.getState().newTraffic(source, contract),
  );
  monaco.editor.registerCommand('interleave.form', (_, path: string) => void store.getState().openTraffic(path));

  const scenarioDoes = {
    run: (path: string) => store.getState().runScenario(path),
    cancel: (path: string) => store.getState().cancelScenario(path),
    verify: (path: string) => store.getState().verifyScenario(path),
  };
  for (const [does, work] of Object.entries(scenarioDoes))
    monaco.editor.registerCommand(`interleave.scenario.${does}`, (_, path: string) => void work(path));
  const changed = new monaco.Emitter<never>();
  store.subscribe(({ scenarioRuns }, before) => {
    if (scenarioRuns !== before.scenarioRuns) changed.fire(undefined as never);
  });
  /** Above the first key of a scenario; other YAML files have no outline. */
  monaco.languages.registerCodeLensProvider('yaml', {
    onDidChange: changed.event,
    provideCodeLenses: async (model, token) => {
      const [first] = (await ask(service, 'code.outline', shown(model), token)) ?? [];
      const path = pathOf(model.uri);
      const actions = first === undefined ? [] : scenarioActions(store.getState().scenarioRuns[path]);
      const lenses = actions.map(({ title, does }) => ({
        range: rangeOf(monaco, first?.selection ?? TOP),
        command: { title, id: does === undefined ? '' : `interleave.scenario.${does}`, arguments: [path] },
      }));
      const form = {
        range: rangeOf(monaco, first?.selection ?? TOP),
        command: { title: 'Traffic', tooltip: 'Show it as a form', id: 'interleave.form', arguments: [path] },
      };
      return { lenses: first === undefined ? [] : [...lenses, form], dispose: () => undefined };
    },
  });

  for (const language of LANGUAGES.filter((one) => one !== 'yaml'))
    monaco.languages.registerCodeLensProvider(language, {
      provideCodeLenses: async (model, token) => {
        const source = pathOf(model.uri);
        // Packages are deployed by what imports them.
        if (isLibrary(source)) return { lenses: [], dispose: () => undefined };
        const symbols = await ask(service, 'code.outline', shown(model), token);
        const lenses = entriesOf(symbols ?? []).flatMap(({ entry, selection }) => {
          const lens = (id: string, title: string, tooltip: string) => ({
            range: rangeOf(monaco, selection),
            command: { id, title, tooltip, arguments: [{ ...entry, source }] },
          });
          return entry.function
            ? [
                lens(RUN, 'Run', `Run ${entry.contract}.${entry.function.name}`),
                lens(DEBUG, 'Debug', `Step through ${entry.contract}.${entry.function.name}: nothing of it is kept`),
              ]
            : [
                lens(DEPLOY, 'Deploy', `Deploy ${entry.contract}`),
                lens(TRAFFIC, 'Build traffic', `Call ${entry.contract} many times at once`),
              ];
        });
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
