/** Monaco's grammars of Rust, C# and TypeScript with what contracts have more: types, attributes, macros, decorators, numbers of fixed size. */
import { language as csharp } from 'monaco-editor/languages/definitions/csharp/csharp.js';
import { language as rust } from 'monaco-editor/languages/definitions/rust/rust.js';
import { language as typescript } from 'monaco-editor/languages/definitions/typescript/typescript.js';
import type { Monaco } from './monaco.ts';

type Grammar = typeof rust;
type Rules = Grammar['tokenizer'][string];

/** Tried before what is there already. */
const before = (grammar: Grammar, state: string, rules: Rules): Grammar => ({
  ...grammar,
  tokenizer: { ...grammar.tokenizer, [state]: [...rules, ...(grammar.tokenizer[state] ?? [])] },
});

export function registerRicherGrammars(monaco: Monaco): void {
  const { setMonarchTokensProvider: set } = monaco.languages;
  set(
    'rust',
    before(rust, 'root', [
      [/#!?\[[^\]"]*(?:"[^"]*"[^\]"]*)*\]/, 'attribute'],
      [/[a-z_]\w*!(?=\s*[({[])/, 'attribute'],
      [/[A-Z]\w*/, 'type.identifier'],
    ]),
  );
  // A name with a capital is a type where another name follows it.
  const type =
    /[A-Z]\w*(?=(?:<[\w\s,<>[\]?]*>)?(?:\[\])?\??\s+(?!(?:is|as|and|or|when|in|switch|with|where)\b)[A-Za-z_])/;
  set('csharp', before(csharp, 'root', [[type, 'type.identifier']]));
  set(
    'typescript',
    before(typescript, 'common', [
      [/@[A-Za-z_$][\w$.]*/, 'annotation'],
      [/(?:[iu](?:8|16|32|64|size)|f32|f64|v128|bool)\b/, 'type'],
    ]),
  );
}
