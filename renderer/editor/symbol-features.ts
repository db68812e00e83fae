/** Outline, references and renaming. */
import type { CodeRange, CodeSymbol } from '../../runtimes/service/contract/code.ts';
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import { ask, askedAt, rangeOf, shown } from './asking.ts';
import { LANGUAGES } from './language-features.ts';
import { isLibrary } from '../features/editor/library.ts';
import { modelFor, pathOf, uriOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type DocumentSymbol = NonNullable<
  Awaited<ReturnType<Parameters<Monaco['languages']['registerDocumentSymbolProvider']>[1]['provideDocumentSymbols']>>
>[number];

const NAME = /^[A-Za-z_$][\w$]*$/;

export function registerSymbolFeatures(monaco: Monaco, store: Store, service: Service): void {
  const { SymbolKind: Kind } = monaco.languages;
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
    namespace: Kind.Module,
  };
  const symbol = ({ name, kind, detail, range, selection, children }: CodeSymbol): DocumentSymbol => ({
    name,
    detail,
    kind: kinds[kind] ?? Kind.Variable,
    tags: [],
    range: rangeOf(monaco, range),
    selectionRange: rangeOf(monaco, selection),
    children: children.map(symbol),
  });
  /** The texts of files that may have no tab: kept like those that do, and saved when they change. */
  const hold = async (files: readonly string[]): Promise<boolean> => {
    for (const file of new Set(files)) {
      if (!(await store.getState().loadFile(file))) return false;
      const document = store.getState().documents[file];
      if (document) modelFor(monaco, file, document.text);
    }
    return true;
  };
  const textAt = (range: CodeRange): string | undefined =>
    monaco.editor.getModel(uriOf(monaco, range.file))?.getValueInRange(rangeOf(monaco, range));

  for (const language of LANGUAGES) {
    monaco.languages.registerDocumentSymbolProvider(language, {
      displayName: 'compiler',
      provideDocumentSymbols: async (model, token) =>
        ((await ask(service, 'code.outline', shown(model), token)) ?? []).map(symbol),
    });
    monaco.languages.registerReferenceProvider(language, {
      provideReferences: async (model, position, _context, token) => {
        const found = (await ask(service, 'code.references', askedAt(model, position), token)) ?? [];
        // They are shown in their files' texts.
        await hold(found.map(({ file }) => file));
        return found.map((range) => ({ uri: uriOf(monaco, range.file), range: rangeOf(monaco, range) }));
      },
    });
    monaco.languages.registerRenameProvider(language, {
      provideRenameEdits: async (model, position, newName, token) => {
        const refuse = (rejectReason: string) => ({ edits: [], rejectReason });
        if (!NAME.test(newName)) return refuse(`"${newName}" is not a name: use letters, digits and _`);
        const word = model.getWordAtPosition(position)?.word;
        const [declared] = (await ask(service, 'code.define', askedAt(model, position), token)) ?? [];
        if (declared?.library !== undefined || isLibrary(pathOf(model.uri)))
          return refuse(`"${word ?? ''}" is declared in a package, whose files are not changed`);
        const found = (await ask(service, 'code.references', askedAt(model, position), token)) ?? [];
        if (found.length === 0) return refuse(`what "${word ?? ''}" means here is not known, so it is not renamed`);
        if (!(await hold(found.map(({ file }) => file)))) return refuse('a file that has it cannot be read');
        // Another name for it, by which an import brings it, stays.
        const same = found.filter((range) => textAt(range) === word);
        const edits = same.map((range) => ({
          resource: uriOf(monaco, range.file),
          versionId: undefined,
          textEdit: { range: rangeOf(monaco, range), text: newName },
        }));
        return { edits };
      },
    });
  }
}
