/** What may be written at a place of a Solidity file. */
import type { Completion } from '../../../sdk/language-service.ts';
import { declarationText, documentationOf, kindOf } from './describe.ts';
import { evaluate } from './evaluate.ts';
import { CodeBefore } from './expression.ts';
import { FUNCTIONS, KEYWORDS, TYPES, VARIABLES, type GlobalMember } from './globals.ts';
import { membersOf } from './members.ts';
import type { Opened } from './opened.ts';
import type { Named } from './scope.ts';

/** What may follow these words, by kind of declaration. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  emit: ['EventDefinition', 'ContractDefinition'],
  revert: ['ErrorDefinition', 'ContractDefinition'],
  new: ['ContractDefinition'],
  is: ['ContractDefinition'],
  using: ['ContractDefinition'],
};

/** Where a name is being made up there is nothing to propose. */
const NAMES_SOMETHING = /^(?:contract|interface|library|struct|enum|event|error|function|modifier)$/;

export function complete(opened: Opened): readonly Completion[] {
  const { document, at, scene, names, program } = opened;
  const code = new CodeBefore(document.text);
  if (code.isQuoted(at)) return [];
  const wordStart = code.wordStart(at);
  const before = code.skip(wordStart);
  if (document.text[before - 1] === '.') {
    const chain = code.chain(before - 1);
    const type = chain && evaluate(program, scene, names, chain.steps)?.type;
    if (type === undefined) return [];
    const members = membersOf(program, type, scene);
    return [...declared(opened, members.named), ...members.builtIn.map(builtIn)];
  }
  const word = code.wordBefore(wordStart);
  if (NAMES_SOMETHING.test(word)) return [];
  const only = AFTER[word];
  if (only !== undefined)
    return declared(
      opened,
      names.filter(({ node }) => only.includes(node.nodeType)),
    );
  return [
    ...declared(opened, names),
    ...FUNCTIONS.map(builtIn),
    ...VARIABLES.map((name) => ({ label: name, kind: 'namespace', detail: '' }) as const),
    ...[...TYPES, ...KEYWORDS].map((label) => ({ label, kind: 'keyword', detail: '' }) as const),
  ];
}

function declared({ program }: Opened, names: readonly Named[]): readonly Completion[] {
  const found = new Map<string, Completion>();
  for (const { name, node } of names) {
    if (found.has(name) || name === '') continue;
    const declaration = program.declarations.get(node.id);
    if (declaration === undefined) continue;
    const documentation = documentationOf(program, declaration);
    found.set(name, {
      label: name,
      kind: kindOf(declaration),
      detail: declarationText(declaration).split('\n')[0] ?? '',
      ...(documentation !== undefined && { documentation }),
    });
  }
  return [...found.values()];
}

const builtIn = ({ name, declaration, documentation }: GlobalMember): Completion => ({
  label: name,
  kind: declaration.includes('(') ? 'method' : 'property',
  detail: declaration,
  documentation,
});
