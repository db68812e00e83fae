/** Completion, hover, parameter hints and definitions, asked of whatever compiler has the file. */
import type { Service } from '../store/service.ts';
import { ask, askedAt, rangeOf } from './asking.ts';
import { libraryPath } from '../features/editor/library.ts';
import type { Store } from '../store/store.ts';
import { modelFor, uriOf } from './models.ts';
import type { Monaco } from './monaco.ts';

export const LANGUAGES = ['solidity', 'rust', 'typescript', 'csharp', 'yaml'];
/** What opens the list of completions, beside letters. */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  solidity: ['.', '"', "'", '/'],
  yaml: [' ', ':', '.', '$', '/'],
};

export function registerLanguageFeatures(monaco: Monaco, store: Store, service: Service): void {
  const { CompletionItemKind: Kind } = monaco.languages;
  const kinds: Readonly<Record<string, number>> = {
    class: Kind.Class,
    struct: Kind.Struct,
    interface: Kind.Interface,
    enum: Kind.Enum,
    enumMember: Kind.EnumMember,
    method: Kind.Method,
    property: Kind.Property,
    field: Kind.Field,
    constant: Kind.Constant,
    event: Kind.Event,
    parameter: Kind.Variable,
    variable: Kind.Variable,
    namespace: Kind.Module,
    typeParameter: Kind.TypeParameter,
    keyword: Kind.Keyword,
  };
  for (const language of LANGUAGES) {
    monaco.languages.registerCompletionItemProvider(language, {
      triggerCharacters: [...(TRIGGERS[language] ?? ['.'])],
      provideCompletionItems: async (model, position, _context, token) => {
        const found = await ask(service, 'code.complete', askedAt(model, position), token);
        const word = model.getWordUntilPosition(position);
        const suggestions = (found ?? []).map(({ label, kind, detail, documentation, from, insert }) => ({
          label,
          kind: kinds[kind] ?? Kind.Text,
          detail,
          insertText: insert ?? label,
          range: new monaco.Range(position.lineNumber, from ?? word.startColumn, position.lineNumber, word.endColumn),
          ...(documentation !== undefined && { documentation }),
        }));
        return { suggestions };
      },
    });
    monaco.languages.registerHoverProvider(language, {
      provideHover: async (model, position, token) => {
        const found = await ask(service, 'code.hover', askedAt(model, position), token);
        if (!found) return null;
        const { declaration, documentation, range } = found;
        const contents = [{ value: `\`\`\`${language}\n${declaration}\n\`\`\`` }];
        if (documentation !== undefined) contents.push({ value: escapeMarkdown(documentation) });
        return { contents, range: rangeOf(monaco, range) };
      },
    });
    monaco.languages.registerSignatureHelpProvider(language, {
      signatureHelpTriggerCharacters: ['(', ','],
      provideSignatureHelp: async (model, position, token) => {
        const found = await ask(service, 'code.signatures', askedAt(model, position), token);
        if (!found) return null;
        const { signatures, activeSignature, activeParameter } = found;
        const described = ({ label, documentation }: { label: string; documentation?: string | undefined }) => ({
          label,
          ...(documentation !== undefined && { documentation }),
        });
        const all = signatures.map((one) => ({ ...described(one), parameters: one.parameters.map(described) }));
        return { value: { signatures: all, activeSignature, activeParameter }, dispose: () => undefined };
      },
    });
    monaco.languages.registerDefinitionProvider(language, {
      provideDefinition: async (model, position, token) => {
        const found = await ask(service, 'code.define', askedAt(model, position), token);
        return (found ?? []).map(({ library, ...range }) => {
          if (library === undefined) return { uri: uriOf(monaco, range.file), range: rangeOf(monaco, range) };
          const path = libraryPath(range.file);
          store.getState().keepLibrary(path, library);
          return { uri: modelFor(monaco, path, library).uri, range: rangeOf(monaco, range) };
        });
      },
    });
  }
}

/** Documentation is plain text, whoever wrote it. */
const escapeMarkdown = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, (mark) => `\\${mark}`).replaceAll('\n', '  \n');
