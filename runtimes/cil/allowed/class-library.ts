/** What contracts may use of the class library, from the list that the compiler has too (csharp/allowed/ClassLibrary.cs). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `free`: what it costs does not depend on its input. `sized`: the library of contracts has another in its place. */
export type Verdict = 'free' | 'sized' | 'refused';

/**
 * For whom a type is: contracts, contracts that are not deterministic, what the C# compiler writes of its own accord, what it writes into
 * its own class only, what csharp/generator writes for each contract.
 */
export type Use = 'contracts' | 'undetermined' | 'compiler' | 'details' | 'generated';

export interface ListedType {
  readonly use: Use;
  /** By a name, a name with parameters, or those and the result. */
  readonly members: ReadonlyMap<string, Verdict>;
}

/** By the full name of a type, without arity. */
export type ClassLibrary = ReadonlyMap<string, readonly ListedType[]>;

const LIST = join(import.meta.dirname, '../csharp/allowed/ClassLibrary.cs');
const USES: Readonly<Record<string, Use>> = {
  type: 'contracts',
  undetermined: 'undetermined',
  compiler: 'compiler',
  details: 'details',
  generated: 'generated',
};
const VERDICTS: readonly string[] = ['free', 'sized', 'refused'] satisfies readonly Verdict[];

/** @throws Error where the list is not well formed. */
export function readClassLibrary(source = readFileSync(LIST, 'utf8')): ClassLibrary {
  const types = new Map<string, ListedType[]>();
  let members = new Map<string, Verdict>();
  for (const line of linesOf(source)) {
    const [text = ''] = line.split(' : ');
    const words = text.split(/\s+/).filter((word) => word !== '');
    const use = USES[words[0] ?? ''];
    if (use !== undefined) {
      members = new Map();
      for (const name of words.slice(words.indexOf('type') + 1))
        types.set(name, [...(types.get(name) ?? []), { use, members }]);
    } else {
      const [verdict = '', ...names] = words;
      if (!VERDICTS.includes(verdict))
        throw new Error(`the list of the class library has a line that says nothing: ${line}`);
      for (const name of names) {
        if (members.has(name)) throw new Error(`the list of the class library names ${name} twice: ${line}`);
        members.set(name, verdict as Verdict);
      }
    }
  }
  return types;
}

/** A line that is indented further goes on with the one before. */
function linesOf(source: string): string[] {
  const body = source.split('"""')[1] ?? '';
  return body
    .replaceAll(/\n {9,}/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Undefined where the list does not name it. `member`: `Name(parameters):result`, or the name of a field. */
export function verdictOf({ members }: ListedType, member: string): Verdict | undefined {
  const withParameters = member.slice(0, member.indexOf(')') + 1);
  const [name = ''] = member.split('(');
  return members.get(member) ?? members.get(withParameters) ?? members.get(name);
}

/** A type's name as the list has it. */
export const listedName = (type: string): string => type.replaceAll(/`\d+|<.*/g, '');
