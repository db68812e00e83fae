/** Functions that are to be bound to an address: `@precompile function root(input: Bytes): Bytes`. */
import type { Diagnostic } from '../../../core/artifact.ts';
import { problemAt } from './problem.ts';
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-graph.ts';
import { decorator, KIND, type Method, type TypeNode } from './syntax.ts';

const SHAPE = '@precompile function root(input: Bytes): Bytes { .. }';

/** Those of the file, at its top level. What is wrong goes to `problems`. */
export function precompilesIn(scope: Scope, file: SourceFile, problems: Diagnostic[]): readonly Method[] {
  const isBytes = (type: TypeNode): boolean => {
    const found = scope.ofType(file, type);
    return found.kind === 'sdk' && found.name === 'Bytes' && !type.isNullable;
  };
  const marked = file.statements
    .filter((one): one is Method => one.kind === KIND.function)
    .filter((one) => decorator(one, 'precompile') !== undefined);
  for (const { name, signature, typeParameters } of marked) {
    const { parameters, returnType } = signature;
    const [input, ...others] = parameters;
    const fits = input !== undefined && isBytes(input.type) && isBytes(returnType);
    if (fits && others.length === 0 && (typeParameters?.length ?? 0) === 0) continue;
    const message = `${name.text} cannot be a precompile: it must take Bytes and give Bytes`;
    problems.push(problemAt(file, name.range, message, { hint: SHAPE }));
  }
  return marked;
}

const exportName = ({ name }: Method): string => `__precompile_${name.text}`;

/** What is added to the file. */
export const precompileCode = (node: Method): string =>
  `\nexport function ${exportName(node)}(): void { __sdk.answer(${node.name.text}(__sdk.callData())); }`;

/** Text of the module that asc begins with. */
export const precompileEntry = (node: Method, from: string): string =>
  `export { ${exportName(node)} as call } from ${from};\n`;
