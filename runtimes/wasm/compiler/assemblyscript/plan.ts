/** Everything that asc is given for one file: the workspace's sources with what is added to them, and an entry per contract. */
import type { AbiJson, Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { parametersOf } from './abi-types.ts';
import { checkDeclared } from './check-declared.ts';
import { abiOf, dispatcherCode, planContract, toDiagnostic, type ContractPlan } from './contract-plan.ts';
import { Edits } from './edits.ts';
import { isExternal, methodsOf, nameOf, readFunction, signatureOf } from './functions.ts';
import { declaredIn, type Declared } from './model.ts';
import { precompileCode, precompileEntry, precompilesIn } from './precompile-plan.ts';
import { problemAt } from './problem.ts';
import {
  constructorEntry,
  functionEntry,
  entryName,
  rewriteConstructor,
  rewriteInterface,
  rewriteStateFields,
  rewriteStorageClass,
} from './rewrite-contract.ts';
import { appendToClass, rewriteError, rewriteEvent, rewriteStruct } from './rewrite-data.ts';
import { rewriteThrows } from './rewrite-throw.ts';
import { Scope } from './scope.ts';
import { importsOf, SDK, type SourceFile, type SourceGraph } from './source-graph.ts';
import { StorageTypes } from './storage-layout.ts';
import { decorator, decoratorNames, FLAG, has, KIND, type Declaration, type Decorator } from './syntax.ts';

/** Where workspace files and the SDK are for asc. */
export const WORKSPACE_FOLDER = 'w';
export const SDK_FOLDER = 'sdk';

export interface PlannedContract {
  readonly name: string;
  readonly abi: AbiJson;
  readonly layout: object;
  /** Text of the module that asc begins with. */
  readonly entry: string;
}

export interface Plan {
  readonly contracts: readonly PlannedContract[];
  /** By workspace path. */
  readonly sources: ReadonlyMap<string, { readonly file: SourceFile; readonly edits: Edits; readonly text: string }>;
}

export function planSources(graph: SourceGraph): Result<Plan, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const scope = new Scope(graph);
  const edits = new Map([...graph.files.values()].map((file) => [file, new Edits(file.text)]));
  const tails = new Map<SourceFile, string>();
  const editsOf = (file: SourceFile): Edits => edits.get(file) as Edits;
  const declared = [...graph.files.values()].flatMap((file) => declaredIn(scope, file));
  for (const one of declared) checkDeclared(one, problems);

  const others = new Map<string, AbiJson[number]>();
  for (const one of declared) rewriteDeclared(scope, one, editsOf(one.file), others, problems);

  const marked = declared.filter(
    ({ role, node, file }) => role === 'contract' && file === graph.entry && decoratorNames(node).includes('contract'),
  );
  const done = new Set<Declaration>();
  const plans = marked.map((contract) => planContract(scope, contract, problems));
  for (const plan of plans) {
    for (const { declared: one, key, above, fields, functions, getters } of plan.classes) {
      if (done.has(one.node)) continue;
      done.add(one.node);
      const own = editsOf(one.file);
      if (!one.node.extendsType) own.insert(one.node.name.range.end, ' extends __sdk.Contract');
      rewriteStateFields(fields, own);
      rewriteConstructor(one, key, above, own);
      const entries = functions
        .filter((each) => !has(each.node, FLAG.abstract))
        .map((each) => functionEntry(key, each));
      const reads = getters.map(({ field, code }) => ` ${entryName(key, `get_${field.label}`)}(): void { ${code} }`);
      appendToClass(own, one.node, `${constructorEntry(one, key)}${entries.join('')}${reads.join('')}`);
    }
    const { file } = plan.contract;
    tails.set(file, (tails.get(file) ?? '') + dispatcherCode(plan));
  }
  const precompiles = precompilesIn(scope, graph.entry, problems);
  for (const one of precompiles) {
    const { start, end } = (decorator(one, 'precompile') as Decorator).range;
    editsOf(graph.entry).replace(start, end, '');
    tails.set(graph.entry, (tails.get(graph.entry) ?? '') + precompileCode(one));
  }
  if (problems.length > 0) return err(distinct(problems));

  const sources = new Map<string, { file: SourceFile; edits: Edits; text: string }>();
  for (const file of graph.files.values()) {
    const own = editsOf(file);
    rewriteThrows(file, own);
    const up = '../'.repeat(file.path.split('/').length);
    for (const { path } of importsOf(file.statements))
      if (path.value === SDK) own.replace(path.range.start, path.range.end, `"${up}${SDK_FOLDER}/index"`);
      else if (path.value.endsWith('.ts')) own.replace(path.range.end - 4, path.range.end - 1, '');
    own.insert(file.text.length, `\nimport * as __sdk from "${up}${SDK_FOLDER}/internal";${tails.get(file) ?? ''}\n`);
    sources.set(file.path, { file, edits: own, text: own.apply() });
  }
  const functions = precompiles.map((node) => ({
    name: node.name.text,
    abi: [],
    layout: { storage: [], types: {} },
    entry: precompileEntry(node, fileOf(graph.entry)),
  }));
  return ok({ contracts: [...plans.map((plan) => toPlanned(plan, [...others.values()])), ...functions], sources });
}

const distinct = (problems: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
];

/** How asc's first module names a file of the workspace. */
const fileOf = ({ path }: SourceFile): string => JSON.stringify(`./${WORKSPACE_FOLDER}/${path.replace(/\.ts$/, '')}`);

function toPlanned(plan: ContractPlan, others: AbiJson): PlannedContract {
  const { file, node } = plan.contract;
  const name = node.name.text;
  const from = fileOf(file);
  const names = `__call_${name} as call${plan.constructor ? `, __deploy_${name} as deploy` : ''}`;
  return { name, abi: abiOf(plan, others), layout: plan.layout, entry: `export { ${names} } from ${from};\n` };
}

/** Everything but contracts. Events and errors are collected for the ABI, once each. */
function rewriteDeclared(
  scope: Scope,
  one: Declared,
  edits: Edits,
  others: Map<string, AbiJson[number]>,
  problems: Diagnostic[],
): void {
  const { role, file, node } = one;
  if (role === 'contract') return;
  if (role === 'interface') {
    const functions = methodsOf(node).filter((method) => isExternal(method) && has(method, FLAG.abstract));
    const read = functions.map((method) => readFunction(scope, file, method));
    for (const each of read) if (!each.ok) problems.push(toDiagnostic(each.error));
    rewriteInterface(
      one,
      read.flatMap((each) => (each.ok ? [each.value] : [])),
      edits,
    );
    return;
  }
  if (role === 'storage') {
    const read = new StorageTypes(scope).fields(file, node, 0);
    if (!read.ok) problems.push(toDiagnostic(read.error));
    else rewriteStorageClass(one, read.value.fields, read.value.next, edits);
    return;
  }
  const parameters = parametersOf(scope, file, node);
  if (!parameters.ok) {
    problems.push(toDiagnostic(parameters.error));
    return;
  }
  if (role === 'struct' || role === 'tuple') {
    if (parameters.value.length === 0)
      problems.push(problemAt(file, node.name.range, `the struct ${node.name.text} has no fields`));
    rewriteStruct(one, edits);
    return;
  }
  const hashed = parameters.value.find(({ indexed, type }) => indexed === true && /^tuple|\]$/.test(type));
  if (hashed)
    problems.push(
      problemAt(
        file,
        node.name.range,
        `${hashed.name} of the event ${node.name.text} cannot be @indexed: it is an array or a struct`,
      ),
    );
  const name = nameOf(node);
  const key = `${role} ${signatureOf(name, parameters.value)}`;
  const inputs =
    role === 'event' ? parameters.value.map((each) => ({ ...each, indexed: each.indexed ?? false })) : parameters.value;
  others.set(key, { type: role, name, inputs, ...(role === 'event' ? { anonymous: false } : {}) });
  if (role === 'event') rewriteEvent(one, edits, parameters.value);
  else rewriteError(one, edits, parameters.value);
}

/** Whether a file is a module of its own, without a contract class. */
export const exportsCall = (file: SourceFile): boolean =>
  file.statements.some(
    (one) =>
      one.kind === KIND.function && (one as Declaration).name.text === 'call' && has(one as Declaration, FLAG.export),
  );
