/** Every place that means the same declaration: in the file, in what it imports, and in the files of the workspace that import it. */
import { listOf } from '../../../core/json-shape.ts';
import type { OpenDocument, TextRange } from '../../../sdk/language-service.ts';
import { nameOf, type AstNode } from './ast.ts';
import type { Opened } from './opened.ts';
import { workspacePath } from './workspace-path.ts';
import { wordAt, type Declaration, type Program, type Span, type Unit } from './program.ts';
import { positionOf } from '../source-position.ts';

/** Where something is declared, the same in every program that has it. */
type Place = `${string}:${number}`;

const placeOf = ({ unit, at, node }: Declaration): Place => `${unit.path}:${at?.start ?? Number(node.id)}`;

/** What a word at a place means, or is the name of. */
export function declarationAt(program: Program, unit: Unit, at: number): Declaration | undefined {
  const word = wordAt(unit, at);
  if (word) return program.declarations.get(word.target);
  for (const one of program.declarations.values())
    if (one.unit === unit && one.at && one.at.start <= at && at <= one.at.end) return one;
  return undefined;
}

/** A function and all that override it, or that it overrides: renamed together or not at all. */
function family(program: Program, of: Declaration): ReadonlySet<number> {
  const ids = new Set([of.node.id]);
  const bases = (node: AstNode): readonly number[] =>
    [...listOf(node['baseFunctions']), ...listOf(node['baseModifiers'])].map(Number);
  for (let before = 0; before < ids.size;) {
    before = ids.size;
    for (const { node } of program.declarations.values()) {
      const related = bases(node);
      if (ids.has(node.id)) for (const id of related) ids.add(id);
      else if (related.some((id) => ids.has(id))) ids.add(node.id);
    }
  }
  return ids;
}

export async function references(
  opened: Opened,
  otherPrograms: (name: string) => Promise<readonly Program[]>,
): Promise<readonly TextRange[]> {
  const { program, document, scene } = opened;
  const declaration = declarationAt(program, scene.unit, scene.at);
  if (declaration === undefined || declaration.at === undefined) return [];
  const wanted = new Set<Place>();
  const found = new Map<string, TextRange>();
  const name = nameOf(declaration.node);
  const isLocal = !['ContractDefinition', 'SourceUnit'].includes(declaration.parent?.nodeType ?? '');
  const inMembers = ['StructDefinition', 'EnumDefinition'].includes(declaration.parent?.nodeType ?? '');
  for (const id of family(program, declaration)) {
    const one = program.declarations.get(id);
    if (one) wanted.add(placeOf(one));
  }
  const programs = isLocal && !inMembers ? [] : await otherPrograms(name);
  // Packages are not written in: of those, only where the workspace means it.
  const inProgram =
    document.library === undefined ? opened.rangeOf : (unit: Unit, span: Span) => onDisk(document, unit, span);
  collect(program, wanted, found, inProgram);
  for (const other of programs) {
    for (const one of other.declarations.values())
      if (wanted.has(placeOf(one)))
        for (const id of family(other, one)) {
          const relative = other.declarations.get(id);
          if (relative) wanted.add(placeOf(relative));
        }
    collect(other, wanted, found, (unit, span) => onDisk(document, unit, span));
  }
  return [...found.values()];
}

function collect(
  program: Program,
  wanted: ReadonlySet<Place>,
  found: Map<string, TextRange>,
  rangeOf: (unit: Unit, span: Span) => TextRange | undefined,
): void {
  const add = (unit: Unit, span: Span): void => {
    const key = `${unit.path}:${span.start}`;
    if (found.has(key)) return;
    const range = rangeOf(unit, span);
    if (range) found.set(key, range);
  };
  const ids = new Set<number>();
  for (const one of program.declarations.values()) {
    if (!wanted.has(placeOf(one))) continue;
    ids.add(one.node.id);
    if (one.at) add(one.unit, one.at);
  }
  for (const unit of program.units.values()) for (const word of unit.words) if (ids.has(word.target)) add(unit, word);
}

function onDisk({ workspace }: OpenDocument, unit: Unit, { start, end }: Span): TextRange | undefined {
  const file = workspacePath(workspace, unit.path);
  if (file === undefined) return undefined;
  const last = positionOf(unit.text, end);
  return { file, ...positionOf(unit.text, start), endLine: last.line, endColumn: last.column };
}
