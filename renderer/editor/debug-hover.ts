/** While a transaction is debugged, a name in the file where the debugger stands shows what it holds. */
import { expressionsAt } from '../features/debugger/expression-at.ts';
import type { HoveredValue } from '../features/debugger/detail-slice.ts';
import type { Store } from '../store/store.ts';
import { LANGUAGES } from './language-features.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

export function registerDebugHover(monaco: Monaco, store: Store): void {
  for (const language of LANGUAGES.filter((one) => one !== 'yaml'))
    monaco.languages.registerHoverProvider(language, {
      provideHover: async (model, { lineNumber, column }, token) => {
        const { debug, hoveredValue } = store.getState();
        // In another file the same name may mean another thing.
        if (debug?.here?.path !== pathOf(model.uri)) return null;
        const found = expressionsAt(model.getLineContent(lineNumber), column);
        if (found === undefined) return null;
        const value = await hoveredValue(found.expressions);
        if (value === undefined || token.isCancellationRequested) return null;
        const range = new monaco.Range(lineNumber, found.from, lineNumber, found.to);
        return { range, contents: [{ value: fenced(value) }] };
      },
    });
}

/** As code: nothing of a value is read as markup, whoever wrote it. */
function fenced({ name, value, type, members, more }: HoveredValue): string {
  const lines = [
    `${name}${type === '' ? '' : `: ${type}`} = ${value}`,
    ...members.map((one) => `    ${one}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
  const text = lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ').slice(0, 1_000)).join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
