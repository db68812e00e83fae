/** How Solidity is coloured and its brackets are paired. Monaco's own grammar is of 2018, and takes `<` for a bracket. */
import type { Monaco } from './monaco.ts';

type Grammar = Exclude<Parameters<Monaco['languages']['setMonarchTokensProvider']>[1], PromiseLike<unknown>>;
type Configuration = Parameters<Monaco['languages']['setLanguageConfiguration']>[1];

const KEYWORDS = [
  ...['abstract', 'anonymous', 'as', 'assembly', 'break', 'case', 'catch', 'constant', 'constructor', 'continue'],
  ...['contract', 'default', 'delete', 'do', 'else', 'emit', 'enum', 'error', 'event', 'experimental', 'external'],
  ...['fallback', 'for', 'from', 'function', 'global', 'if', 'immutable', 'import', 'indexed', 'interface'],
  ...['internal', 'is', 'layout', 'leave', 'let', 'library', 'memory', 'storage', 'calldata', 'transient', 'modifier'],
  ...['new', 'override', 'payable', 'pragma', 'private', 'public', 'pure', 'receive', 'return', 'returns', 'revert'],
  ...['solidity', 'struct', 'super', 'switch', 'this', 'throw', 'try', 'type', 'unchecked', 'using', 'view', 'virtual'],
  ...['while', 'true', 'false'],
];
const UNITS = ['wei', 'gwei', 'ether', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'years'];

export const configuration: Configuration = {
  comments: { lineComment: '//', blockComment: ['/*', '*/'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
    { open: '/**', close: ' */', notIn: ['string'] },
  ],
  onEnterRules: [
    {
      beforeText: /^\s*\/\*\*(?!\/)([^*]|\*(?!\/))*$/,
      afterText: /^\s*\*\/$/,
      action: { indentAction: 2, appendText: ' * ' },
    },
    { beforeText: /^\s*\/\*\*(?!\/)([^*]|\*(?!\/))*$/, action: { indentAction: 0, appendText: ' * ' } },
    { beforeText: /^\s*\*([^/]|$)(?!.*\*\/)/, action: { indentAction: 0, appendText: '* ' } },
    { beforeText: /^\s*\/\/\/.*$/, action: { indentAction: 0, appendText: '/// ' } },
  ],
};

export const grammar: Grammar = {
  defaultToken: '',
  tokenPostfix: '.sol',
  brackets: [
    { token: 'delimiter.curly', open: '{', close: '}' },
    { token: 'delimiter.parenthesis', open: '(', close: ')' },
    { token: 'delimiter.square', open: '[', close: ']' },
  ],
  keywords: KEYWORDS,
  units: UNITS,
  tokenizer: {
    root: [
      { include: '@blank' },
      // Not closed: it ends with its line.
      [/(?:hex|unicode)?"(?:[^"\\]|\\.)*$/, 'string.invalid'],
      [/(?:hex|unicode)?'(?:[^'\\]|\\.)*$/, 'string.invalid'],
      [/(?:hex|unicode)?"/, 'string', '@double'],
      [/(?:hex|unicode)?'/, 'string', '@single'],
      [/0x[\da-fA-F](?:_?[\da-fA-F])*/, 'number.hex'],
      [/(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE]-?\d+)?/, 'number.float'],
      [/\d(?:_?\d)*(?:[eE]-?\d+)?/, 'number'],
      [/(?:u?int\d*|bytes\d*|address|bool|string|u?fixed(?:\d+x\d+)?|byte|mapping|var)\b/, 'type'],
      // What is declared, and what is a type by its first letter.
      [/[A-Z][\w$]*/, 'type.identifier'],
      [/[a-z_$][\w$]*/, { cases: { '@keywords': 'keyword', '@units': 'keyword', '@default': 'identifier' } }],
      [/[{}()[\]]/, '@brackets'],
      [/[<>=!~?:&|+\-*/^%]+/, 'operator'],
      [/[;,.]/, 'delimiter'],
    ],
    blank: [
      [/\s+/, ''],
      [/\/\*\*(?!\/)/, 'comment.doc', '@doc'],
      [/\/\*/, 'comment', '@comment'],
      [/\/\/\/$/, 'comment.doc'],
      [/\/\/\//, 'comment.doc', '@docLine'],
      [/\/\/.*$/, 'comment'],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/[^*]+|\*/, 'comment'],
    ],
    doc: [
      [/\*\//, 'comment.doc', '@pop'],
      [/@[a-z]+(?::[a-z-]+)?/, 'comment.doc.tag'],
      [/[^*@]+|[*@]/, 'comment.doc'],
    ],
    docLine: [
      [/[^@]*$/, 'comment.doc', '@pop'],
      [/@[a-z]+(?::[a-z-]+)?$/, 'comment.doc.tag', '@pop'],
      [/@[a-z]+(?::[a-z-]+)?/, 'comment.doc.tag'],
      [/@$/, 'comment.doc', '@pop'],
      [/[^@]+|@/, 'comment.doc'],
    ],
    double: [
      [/[^\\"]+/, 'string'],
      [/\\./, 'string.escape'],
      [/"/, 'string', '@pop'],
    ],
    single: [
      [/[^\\']+/, 'string'],
      [/\\./, 'string.escape'],
      [/'/, 'string', '@pop'],
    ],
  },
};

export function registerSolidity(monaco: Monaco): void {
  monaco.languages.register({ id: 'solidity', extensions: ['.sol'], aliases: ['Solidity'] });
  monaco.languages.setLanguageConfiguration('solidity', configuration);
  monaco.languages.setMonarchTokensProvider('solidity', grammar);
}
