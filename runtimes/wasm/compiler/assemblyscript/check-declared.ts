/** What is wrong with a class whatever it is used for. */
import type { Diagnostic } from '../../../core/artifact.ts';
import { fieldsOf } from './abi-types.ts';
import { isExternal, methodsOf, mutabilityOf } from './functions.ts';
import type { Declared, Role } from './model.ts';
import { problemAt } from './problem.ts';
import { decorator, decoratorNames, FLAG, has, type Method } from './syntax.ts';

export function checkDeclared(declared: Declared, problems: Diagnostic[]): void {
  const { role, file, node } = declared;
  const name = node.name.text;
  const at = (where: { readonly range: { start: number; end: number } }, message: string, hint?: string): void => {
    problems.push(problemAt(file, where.range, message, hint === undefined ? {} : { hint }));
  };
  if (node.typeParameters?.length) at(node.name, `${name} cannot be generic`);
  checkDecorators(declared, at);
  if (role === 'event') {
    const indexed = fieldsOf(node).filter((field) => decoratorNames(field).includes('indexed'));
    const fourth = indexed[3];
    if (fourth) at(fourth.name, `the event ${name} has more than three @indexed fields`);
  }
  if (role !== 'contract' && role !== 'interface' && role !== 'storage' && node.extendsType)
    at(node.extendsType, `the ${role} ${name} cannot extend another class`, 'write all its fields here');
  if (role === 'interface') {
    const names = methodsOf(node).map((method) => method.name.text);
    const taken = [
      'at',
      'withValue',
      'withGas',
      ...names.map((one) => `try${one.slice(0, 1).toUpperCase()}${one.slice(1)}`),
    ];
    for (const method of methodsOf(node))
      if (taken.includes(method.name.text))
        at(
          method.name,
          `an interface already has a function called ${method.name.text}`,
          `give it another name: @name("${method.name.text}") abstract other(..): type;`,
        );
    for (const method of methodsOf(node))
      if (isExternal(method) && !has(method, FLAG.abstract))
        at(
          method.name,
          `the interface ${name} declares functions of another contract: ${method.name.text} has a body`,
          'write it as: abstract name(..): type;',
        );
    for (const field of fieldsOf(node)) at(field.name, `the interface ${name} cannot have fields`);
  }
  if (role === 'contract' && has(node, FLAG.abstract) && decoratorNames(node).includes('contract'))
    at(node.name, `the contract ${name} cannot be abstract`, 'leave @contract away: only what is deployed has it');
}

/** AssemblyScript passes over decorators that it does not know: a slip of the pen would change what a function is. */
const LANGUAGE = ['inline', 'operator', 'unsafe', 'lazy', 'unmanaged', 'final', 'external'];
const ON_METHODS = ['view', 'pure', 'payable', 'nonreentrant', 'internal', 'name', 'fallback', 'receive', ...LANGUAGE];
const ON_FIELDS = ['view', 'name', 'indexed', 'internal', ...LANGUAGE];
const EXCLUSIVE = ['view', 'pure', 'payable'];

type Report = (where: { readonly range: { start: number; end: number } }, message: string, hint?: string) => void;

/** Why there is nothing to guard. */
function notGuarded(role: Role, method: Method): string | undefined {
  if (role !== 'contract')
    return `only functions of contracts are guarded, and this is one of ${role === 'interface' ? 'an' : 'a'} ${role}`;
  if (has(method, FLAG.constructor)) return 'a constructor cannot be entered again';
  const special = ['fallback', 'receive'].some((name) => decoratorNames(method).includes(name));
  if (!special && !isExternal(method)) return 'it cannot be called from outside';
  return mutabilityOf(method) === 'pure' ? 'a @pure function does not see what the lock protects' : undefined;
}

function checkDecorators({ role, node }: Declared, at: Report): void {
  const members = [
    ...methodsOf(node).map((member) => ({ member, known: ON_METHODS })),
    ...fieldsOf(node).map((member) => ({ member, known: ON_FIELDS })),
  ];
  for (const { member, known } of members) {
    const names = decoratorNames(member);
    for (const one of member.decorators ?? []) {
      // Only plain names: `@operator.prefix("-")` and the like are the language's.
      if (one.name.text === undefined || known.includes(one.name.text)) continue;
      at(
        one,
        `there is no decorator @${one.name.text} here`,
        `known are ${known
          .slice(0, -LANGUAGE.length)
          .map((name) => `@${name}`)
          .join(', ')}`,
      );
    }
    const guard = decorator(member, 'nonreentrant');
    const why = guard && 'signature' in member ? notGuarded(role, member as Method) : undefined;
    if (guard && why !== undefined) at(guard, `${member.name.text} cannot be @nonreentrant: ${why}`);
    const kinds = EXCLUSIVE.filter((name) => names.includes(name));
    if (kinds.length > 1)
      at(member.name, `${member.name.text} cannot be ${kinds.map((name) => `@${name}`).join(' and ')} at once`);
  }
}
