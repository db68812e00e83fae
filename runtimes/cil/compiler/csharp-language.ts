/** What the compiler process answers an editor. */
import { err, ok, type Result } from '../../core/result.ts';
import type { ProcessError } from '../../process/json-process.ts';
import type {
  CodeSymbol,
  Completion,
  Hover,
  LanguageService,
  OpenDocument,
  SignatureHelp,
  TextPlace,
  TextRange,
} from '../../sdk/language-service.ts';
import type { LanguageRequest } from './csc-protocol.ts';
import { readSources } from './read-sources.ts';

type Ask = (request: LanguageRequest) => Promise<Result<unknown, ProcessError>>;

export function createCSharpLanguage(ask: Ask): LanguageService {
  const answer = async <T>(
    question: LanguageRequest['question'],
    { file, workspace, text }: OpenDocument,
    place: TextPlace,
  ): Promise<Result<T, string>> => {
    const files = await readSources(file, workspace, text);
    if (!files.ok) return files;
    const answered = await ask({ question, place, files: files.value });
    return answered.ok ? ok(answered.value as T) : err(answered.error.message);
  };
  /** C# says null where there is nothing. */
  const orNothing = <T>(result: Result<T | null, string>): Result<T | undefined, string> =>
    result.ok ? ok(result.value ?? undefined) : result;
  return {
    complete: (document, place) => answer<readonly Completion[]>('complete', document, place),
    hover: async (document, place) => orNothing(await answer<Hover | null>('hover', document, place)),
    signatures: async (document, place) => orNothing(await answer<SignatureHelp | null>('signatures', document, place)),
    define: (document, place) => answer<readonly TextRange[]>('define', document, place),
    references: (document, place) => answer<readonly TextRange[]>('references', document, place),
    format: () => Promise.resolve(err('there is no formatter for C# here')),
    outline: (document) => answer<readonly CodeSymbol[]>('outline', document, { line: 1, column: 1 }),
  };
}
