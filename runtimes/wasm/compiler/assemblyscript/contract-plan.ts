/** One contract: its ABI, its storage layout, and the dispatcher that is added to its file. */
import type { AbiJson, Diagnostic } from '../../../core/artifact.ts';
import type { AbiParameter, TypeProblem } from './abi-types.ts';
import {
  constructorOf,
  guardOf,
  inputsOf,
  isExternal,
  methodsOf,
  mutabilityOf,
  readFunction,
  type AbiFunction,
  type SourceFunction,
} from './functions.ts';
import { fieldGetters, type FieldGetter } from './field-getters.ts';
import { lineOf, type Declared } from './model.ts';
import { problemAt } from './problem.ts';
import { callsSuper, deployName, entryName, guardCode } from './rewrite-contract.ts';
import type { Scope } from './scope.ts';
import { StorageTypes, type StorageLayout, type StoredField } from './storage-layout.ts';
import { decoratorNames, FLAG, has, KIND, type Declaration, type Method } from './syntax.ts';

/** A class on the way from `Contract` to the contract, with what is its own. */
export interface PlannedClass {
  readonly declared: Declared;
  /** Part of the names of what is added: its place in the line, as classes of one name may extend each other. */
  readonly key: string;
  /** The key of the nearest class above that has a constructor. */
  readonly above: string | undefined;
  readonly fields: readonly StoredField[];
  readonly functions: readonly SourceFunction[];
  readonly getters: readonly FieldGetter[];
}

export interface ContractPlan {
  readonly contract: Declared;
  readonly classes: readonly PlannedClass[];
  readonly functions: readonly { readonly entry: string; readonly abi: AbiFunction }[];
  readonly layout: StorageLayout;
  /** Its own or that of the class it extends. */
  readonly constructor:
    { readonly key: string; readonly method: Method; readonly inputs: readonly AbiParameter[] } | undefined;
  readonly fallback: { readonly method: Method } | undefined;
  readonly receive: { readonly method: Method } | undefined;
}

export const toDiagnostic = ({ file, node, message, hint }: TypeProblem): Diagnostic =>
  problemAt(file, node.range, message, hint === undefined ? {} : { hint });

/** What is wrong goes to `problems`. */
export function planContract(scope: Scope, contract: Declared, problems: Diagnostic[]): ContractPlan {
  const types = new StorageTypes(scope);
  const classes: PlannedClass[] = [];
  let slot = 0;
  let above: string | undefined;
  for (const [depth, declared] of lineOf(scope, contract).entries()) {
    const key = String(depth);
    const read = types.fields(declared.file, declared.node, slot);
    if (!read.ok) problems.push(toDiagnostic(read.error));
    const fields = read.ok ? read.value.fields : [];
    if (read.ok) slot = read.value.next;
    const functions = methodsOf(declared.node)
      .filter(isExternal)
      .flatMap((method) => {
        const one = readFunction(scope, declared.file, method);
        if (!one.ok) problems.push(toDiagnostic(one.error));
        return one.ok ? [one.value] : [];
      });
    const getters = fieldGetters(fields, problems);
    classes.push({ declared, key, above, fields, functions, getters });
    checkNames(declared, problems);
    if (constructorOf(declared.node)) above = key;
  }
  const functions = collect(classes, problems);
  const special = (name: 'fallback' | 'receive'): { method: Method } | undefined => {
    const method = classes
      .flatMap(({ declared }) => methodsOf(declared.node))
      .findLast((one) => decoratorNames(one).includes(name));
    const file = classes.find(({ declared }) => declared.node.members.some((one) => one === method))?.declared.file;
    if (method && file && method.signature.parameters.length > 0)
      problems.push(
        problemAt(file, method.name.range, `@${name} takes no parameters`, { hint: 'msg.data has the call data' }),
      );
    return method && { method };
  };
  return {
    contract,
    classes,
    functions,
    layout: types.layout(classes.flatMap(({ fields }) => fields)),
    constructor: constructorPlan(scope, classes, problems),
    fallback: special('fallback'),
    receive: special('receive'),
  };
}

/** Methods of the contract replace those of the classes it extends. */
function collect(classes: readonly PlannedClass[], problems: Diagnostic[]): ContractPlan['functions'] {
  const bySelector = new Map<string, { entry: string; abi: AbiFunction; owner: Declared }>();
  for (const { declared, key, functions, getters } of classes) {
    const all = [
      ...functions.map((abi) => ({ abi, method: abi.node.name.text, node: abi.node.name })),
      ...getters.map(({ abi, field }) => ({ abi, method: `get_${field.label}`, node: field.node.name })),
    ];
    for (const { abi, method, node } of all) {
      const known = bySelector.get(abi.selector);
      if (known?.owner === declared || (known && known.abi.signature !== abi.signature))
        problems.push(
          problemAt(
            declared.file,
            node.range,
            `${abi.signature} and ${known.abi.signature} have the same selector 0x${abi.selector}`,
            {
              hint: 'give one of them another name: @name("..")',
            },
          ),
        );
      bySelector.set(abi.selector, { entry: entryName(key, method), abi, owner: declared });
    }
  }
  return [...bySelector.values()].map(({ entry, abi }) => ({ entry, abi }));
}

function constructorPlan(
  scope: Scope,
  classes: readonly PlannedClass[],
  problems: Diagnostic[],
): ContractPlan['constructor'] {
  let owner: PlannedClass | undefined;
  for (const one of classes) {
    const { declared } = one;
    const method = constructorOf(declared.node);
    if (!method) continue;
    if (owner && !callsSuper(method))
      problems.push(
        problemAt(
          declared.file,
          method.name.range,
          `the constructor of ${declared.node.name.text} must call that of ${owner.declared.node.name.text}`,
          {
            hint: 'begin with super(..)',
          },
        ),
      );
    owner = one;
  }
  const method = owner && constructorOf(owner.declared.node);
  if (!owner || !method) return undefined;
  const inputs = inputsOf(scope, owner.declared.file, method);
  if (!inputs.ok) problems.push(toDiagnostic(inputs.error));
  return { key: owner.key, method, inputs: inputs.ok ? inputs.value : [] };
}

function checkNames({ file, node }: Declared, problems: Diagnostic[]): void {
  const known = new Map<string, Declaration>();
  for (const member of node.members) {
    const name = member.name.text;
    const other = known.get(name);
    const isAccessor = has(member, FLAG.get) || has(member, FLAG.set) || has(member, FLAG.static);
    if (other && !isAccessor) {
      const hint =
        other.kind === KIND.method && member.kind === KIND.method
          ? `give one another name, and @name("${name}") if it is to be called so from outside`
          : `give the field another name, or leave the function away and write "@view ${name}: .." for a field that can be read from outside`;
      problems.push(problemAt(file, member.name.range, `${node.name.text} has two members called ${name}`, { hint }));
    }
    if (!isAccessor) known.set(name, member);
  }
}

/** JSON of the ABI; events and errors come from all files. */
export function abiOf(plan: ContractPlan, others: AbiJson): AbiJson {
  const { constructor, fallback, receive } = plan;
  return [
    ...(constructor
      ? [{ type: 'constructor', inputs: constructor.inputs, stateMutability: payable(constructor.method) }]
      : []),
    ...plan.functions.map(({ abi }) => ({
      type: 'function',
      name: abi.name,
      inputs: abi.inputs,
      outputs: abi.outputs,
      stateMutability: abi.mutability,
    })),
    ...(fallback ? [{ type: 'fallback', stateMutability: payable(fallback.method) }] : []),
    ...(receive ? [{ type: 'receive', stateMutability: 'payable' }] : []),
    ...others,
    ...(isGuarded(plan) && !others.some(({ type, name }) => type === 'error' && name === 'Reentrancy')
      ? [{ type: 'error', name: 'Reentrancy', inputs: [] }]
      : []),
  ];
}

const isGuarded = ({ classes }: ContractPlan): boolean =>
  classes.some(({ declared }) => methodsOf(declared.node).some((method) => guardOf(method) !== 'none'));

const payable = (method: Method): string => (mutabilityOf(method) === 'payable' ? 'payable' : 'nonpayable');

/** The functions behind the exports `call` and `deploy`, in the contract's own file. */
export function dispatcherCode(plan: ContractPlan): string {
  const name = plan.contract.node.name.text;
  const cases = plan.functions.map(({ entry, abi }) => `case 0x${abi.selector}: { c.${entry}(); return; }`);
  const refuse = (method: Method): string => (mutabilityOf(method) === 'payable' ? '' : '__sdk.refuseValue(); ');
  const run = (method: Method): string => {
    const { before, after } = guardCode(guardOf(method));
    return `${before}c.${method.name.text}();${after}`;
  };
  const fallback = plan.fallback ? `${refuse(plan.fallback.method)}${run(plan.fallback.method)}` : '__sdk.refuse();';
  const receive = plan.receive ? `if (__sdk.inputSize() == 0) { ${run(plan.receive.method)} return; } ` : '';
  const { constructor } = plan;
  const deploy = constructor
    ? ` export function __deploy_${name}(): void { ${refuse(constructor.method)}new ${name}().${deployName(constructor.key)}(); }`
    : '';
  return (
    `\nexport function __call_${name}(): void { const c = new ${name}(); ${receive}` +
    `if (__sdk.inputSize() >= 4) { switch (__sdk.selector()) { ${cases.join(' ')} default: {} } } ${fallback} }${deploy}`
  );
}
