/** Questions of the editor to the service: about the text that is shown, taken back when nobody waits for the answer any more. */
import type { CodeRange } from '../../runtimes/service/contract/code.ts';
import type { Method, Params, ResultOf } from '../../runtimes/service/contract/methods.ts';
import { isLibrary, shownPath } from '../features/editor/library.ts';
import type { Service } from '../store/service.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type HoverProvider = Parameters<Monaco['languages']['registerHoverProvider']>[1];
export type TextModel = Parameters<HoverProvider['provideHover']>[0];
export type Position = Parameters<HoverProvider['provideHover']>[1];
export type CancellationToken = Parameters<HoverProvider['provideHover']>[2];

/** What can be asked of the files of packages, which nobody writes in. */
const OF_LIBRARIES: ReadonlySet<Method> = new Set(['code.hover', 'code.define', 'code.outline', 'code.references']);

/** undefined: there is no answer, or it is not wanted any more. */
export async function ask<M extends Method>(
  service: Service,
  method: M,
  params: Params<M>,
  token: CancellationToken,
): Promise<ResultOf<M> | undefined> {
  if (token.isCancellationRequested || ('library' in params && !OF_LIBRARIES.has(method))) return undefined;
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  const answer = await service.request(method, params, { signal: stop.signal });
  listening.dispose();
  return answer.ok && !token.isCancellationRequested ? answer.value : undefined;
}

export function shown(model: TextModel): { path: string; text: string; library?: true } {
  const path = pathOf(model.uri);
  return { path: shownPath(path), text: model.getValue(), ...(isLibrary(path) && { library: true as const }) };
}

export const askedAt = (model: TextModel, { lineNumber, column }: Position) => ({
  ...shown(model),
  line: lineNumber,
  column,
});

export const rangeOf = (monaco: Monaco, { line, column, endLine, endColumn }: CodeRange) =>
  new monaco.Range(line, column, endLine, endColumn);
