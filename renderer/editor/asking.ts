/** Questions of the editor to the service: about the text that is shown, taken back when nobody waits for the answer any more. */
import type { CodeRange } from '../../runtimes/service/contract/code.ts';
import type { Method, Params, ResultOf } from '../../runtimes/service/contract/methods.ts';
import { isLibrary } from '../features/editor/library.ts';
import type { Service } from '../store/service.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type HoverProvider = Parameters<Monaco['languages']['registerHoverProvider']>[1];
export type TextModel = Parameters<HoverProvider['provideHover']>[0];
export type Position = Parameters<HoverProvider['provideHover']>[1];
export type CancellationToken = Parameters<HoverProvider['provideHover']>[2];

/** undefined: there is no answer, or it is not wanted any more. Of the files of packages nobody is asked. */
export async function ask<M extends Method>(
  service: Service,
  method: M,
  params: Params<M>,
  token: CancellationToken,
): Promise<ResultOf<M> | undefined> {
  if (token.isCancellationRequested || ('path' in params && isLibrary(params.path ?? ''))) return undefined;
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  const answer = await service.request(method, params, { signal: stop.signal });
  listening.dispose();
  return answer.ok && !token.isCancellationRequested ? answer.value : undefined;
}

export const shown = (model: TextModel): { path: string; text: string } => ({
  path: pathOf(model.uri),
  text: model.getValue(),
});

export const askedAt = (model: TextModel, { lineNumber, column }: Position) => ({
  ...shown(model),
  line: lineNumber,
  column,
});

export const rangeOf = (monaco: Monaco, { line, column, endLine, endColumn }: CodeRange) =>
  new monaco.Range(line, column, endLine, endColumn);
