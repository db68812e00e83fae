/** Gas per line, as a bar beside its number: the longer and the stronger, the more. */
import { costText, levelOf } from '../features/debugger/gas-levels.ts';
import type { Store } from '../store/store.ts';
import { isDocument, pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;

export function registerGasMarks(monaco: Monaco, store: Store): void {
  const shown = new WeakMap<Model, string[]>();

  const show = (model: Model): void => {
    if (!isDocument(model.uri) || model.isDisposed()) return;
    const { debug, lineGas, showsLineGas } = store.getState();
    const isOn = showsLineGas && lineGas !== undefined && lineGas.session === debug?.session;
    const lines = isOn ? lineGas.files[pathOf(model.uri)] : undefined;
    const before = shown.get(model) ?? [];
    if (lines === undefined && before.length === 0) return;
    const marks = [...(lines ?? [])].map(([line, cost]) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: {
        description: 'gas',
        linesDecorationsClassName: `gas-heat gas-heat-${levelOf(cost.share)}`,
        linesDecorationsTooltip: costText(cost),
      },
    }));
    shown.set(model, model.deltaDecorations(before, marks));
  };

  store.subscribe((now, before) => {
    if (now.debug?.session !== before.debug?.session && now.showsLineGas) void now.loadLineGas();
    if (
      now.lineGas !== before.lineGas ||
      now.showsLineGas !== before.showsLineGas ||
      now.debug?.session !== before.debug?.session
    )
      for (const model of monaco.editor.getModels()) show(model);
  });
  monaco.editor.onDidCreateModel(show);
}
