/** Completion, hover, parameter hints and definitions, asked of whatever compiler has the file. */
import type { Service } from '../store/service.ts';
import { pathOf, uriOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type Model = Parameters<Parameters<Monaco['languages']['registerHoverProvider']>[1]['provideHover']>[0];
type Position = Parameters<Parameters<Monaco['languages']['registerHoverProvider']>[1]['provideHover']>[1];

export const LANGUAGES = ['solidity', 'rust', 'typescript', 'csharp'];

export function registerLanguageFeatures(monaco: Monaco, service: Service): void {
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
  const asked = (model: Model, { lineNumber, column }: Position) => ({
    path: pathOf(model.uri),
    text: model.getValue(),
    line: lineNumber,
    column,
  });
  const rangeOf = (range: { line: number; column: number; endLine: number; endColumn: number }) =>
    new monaco.Range(range.line, range.column, range.endLine, range.endColumn);

  for (const language of LANGUAGES) {
    monaco.languages.registerCompletionItemProvider(language, {
      triggerCharacters: ['.'],
      provideCompletionItems: async (model, position) => {
        const found = await service.request('code.complete', asked(model, position));
        if (!found.ok) return { suggestions: [] };
        const word = model.getWordUntilPosition(position);
        const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
        const suggestions = found.value.map(({ label, kind, detail, documentation }) => ({
          label,
          kind: kinds[kind] ?? Kind.Text,
          detail,
          insertText: label,
          range,
          ...(documentation !== undefined && { documentation }),
        }));
        return { suggestions };
      },
    });
    monaco.languages.registerHoverProvider(language, {
      provideHover: async (model, position) => {
        const found = await service.request('code.hover', asked(model, position));
        if (!found.ok || found.value === null) return null;
        const { declaration, documentation, range } = found.value;
        const contents = [{ value: `\`\`\`${language}\n${declaration}\n\`\`\`` }];
        if (documentation !== undefined) contents.push({ value: documentation });
        return { contents, range: rangeOf(range) };
      },
    });
    monaco.languages.registerSignatureHelpProvider(language, {
      signatureHelpTriggerCharacters: ['(', ','],
      provideSignatureHelp: async (model, position) => {
        const found = await service.request('code.signatures', asked(model, position));
        if (!found.ok || found.value === null) return null;
        const { signatures, activeSignature, activeParameter } = found.value;
        const described = ({ label, documentation }: { label: string; documentation?: string | undefined }) => ({
          label,
          ...(documentation !== undefined && { documentation }),
        });
        const shown = signatures.map((one) => ({ ...described(one), parameters: one.parameters.map(described) }));
        return { value: { signatures: shown, activeSignature, activeParameter }, dispose: () => undefined };
      },
    });
    monaco.languages.registerDefinitionProvider(language, {
      provideDefinition: async (model, position) => {
        const found = await service.request('code.define', asked(model, position));
        if (!found.ok) return [];
        return found.value.map((range) => ({ uri: uriOf(monaco, range.file), range: rangeOf(range) }));
      },
    });
  }
}
