/** The functions of contracts and interfaces as the ABI has them. */
import { err, ok, type Result } from '../../../core/result.ts';
import { keccak256 } from '../../../rules/keccak.ts';
import { abiTypeOf, canonicalType, type AbiParameter, type TypeProblem } from './abi-types.ts';
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-graph.ts';
import { decorator, decoratorNames, FLAG, has, KIND, type ClassNode, type Method, type TypeNode } from './syntax.ts';

export type Mutability = 'pure' | 'view' | 'nonpayable' | 'payable';

export interface AbiFunction {
  readonly name: string;
  readonly inputs: readonly AbiParameter[];
  readonly outputs: readonly AbiParameter[];
  readonly mutability: Mutability;
  readonly signature: string;
  /** Eight hex digits. */
  readonly selector: string;
}

export interface SourceFunction extends AbiFunction {
  readonly file: SourceFile;
  readonly node: Method;
  /** The parameters' types as written. */
  readonly types: readonly string[];
  /** The return type as written; undefined: void. */
  readonly returns: string | undefined;
  readonly returnsTuple: boolean;
  readonly guard: Guard;
}

/** What `@nonreentrant` does: who changes something takes the lock, who only reads looks whether it is free. */
export type Guard = 'none' | 'lock' | 'look';

const utf8 = new TextEncoder();
export const hashOfText = (text: string): Uint8Array => keccak256(utf8.encode(text));
export const selectorOf = (signature: string): string =>
  Buffer.from(hashOfText(signature).subarray(0, 4)).toString('hex');

export const methodsOf = (node: ClassNode): readonly Method[] =>
  node.members.filter((member): member is Method => member.kind === KIND.method);

/** Public methods; `fallback`, `receive` and the constructor are none. */
export const isExternal = (method: Method): boolean =>
  ![FLAG.private, FLAG.protected, FLAG.static, FLAG.constructor, FLAG.get, FLAG.set].some((flag) =>
    has(method, flag),
  ) && !decoratorNames(method).some((name) => ['internal', 'fallback', 'receive', 'operator', 'inline'].includes(name));

export const constructorOf = (node: ClassNode): Method | undefined =>
  methodsOf(node).find((method) => has(method, FLAG.constructor));

export function mutabilityOf(method: Method): Mutability {
  const names = decoratorNames(method);
  return (['payable', 'pure', 'view'] as const).find((one) => names.includes(one)) ?? 'nonpayable';
}

export function guardOf(method: Method): Guard {
  if (!decoratorNames(method).includes('nonreentrant')) return 'none';
  return mutabilityOf(method) === 'view' ? 'look' : 'lock';
}

export const isVoid = (type: TypeNode): boolean =>
  type.name === undefined || type.name.identifier.text === 'void' || type.name.identifier.text === '';

export function inputsOf(scope: Scope, file: SourceFile, method: Method): Result<readonly AbiParameter[], TypeProblem> {
  const inputs: AbiParameter[] = [];
  for (const parameter of method.signature.parameters) {
    if (parameter.initializer)
      return err({ file, node: parameter, message: 'a parameter that is part of the ABI cannot have a default value' });
    const type = abiTypeOf(scope, file, parameter.type);
    if (!type.ok) return type;
    inputs.push({ name: parameter.name.text, ...type.value });
  }
  return ok(inputs);
}

export function readFunction(scope: Scope, file: SourceFile, method: Method): Result<SourceFunction, TypeProblem> {
  if (method.typeParameters?.length)
    return err({
      file,
      node: method.name,
      message: `the public method ${method.name.text} cannot be generic`,
      hint: 'mark it @internal if only the contract uses it',
    });
  const inputs = inputsOf(scope, file, method);
  if (!inputs.ok) return inputs.error.hint ? withInternalHint(inputs.error, method) : inputs;
  const { returnType } = method.signature;
  const outputs: AbiParameter[] = [];
  let returnsTuple = false;
  if (!isVoid(returnType)) {
    const output = abiTypeOf(scope, file, returnType);
    if (!output.ok) return withInternalHint(output.error, method);
    const found = scope.ofType(file, returnType);
    returnsTuple = found.kind === 'declared' && decoratorNames(found.node).includes('tuple');
    if (returnsTuple) outputs.push(...(output.value.components ?? []));
    else outputs.push({ name: '', ...output.value });
  }
  const name = nameOf(method);
  const signature = signatureOf(name, inputs.value);
  return ok({
    name,
    inputs: inputs.value,
    outputs,
    mutability: mutabilityOf(method),
    signature,
    selector: selectorOf(signature),
    file,
    node: method,
    types: method.signature.parameters.map(({ type }) => textOf(file, type)),
    returns: isVoid(returnType) ? undefined : textOf(file, returnType),
    returnsTuple,
    guard: guardOf(method),
  });
}

/** `@name("other")` is what the ABI calls it. */
export function nameOf(declaration: Parameters<typeof decorator>[0]): string {
  const value = decorator(declaration, 'name')?.args?.[0]?.value;
  return typeof value === 'string' ? value : declaration.name.text;
}

export const signatureOf = (name: string, inputs: readonly AbiParameter[]): string =>
  `${name}(${inputs.map(canonicalType).join(',')})`;

export const textOf = (file: SourceFile, node: { readonly range: { start: number; end: number } }): string =>
  file.text
    .slice(node.range.start, node.range.end)
    .replaceAll(/\/\/.*/g, '')
    .replaceAll('\n', ' ');

const withInternalHint = (problem: TypeProblem, method: Method): Result<never, TypeProblem> =>
  err({
    ...problem,
    hint: `${problem.hint ?? ''}${problem.hint ? '; ' : ''}or mark ${method.name.text} private or @internal if only the contract uses it`,
  });
