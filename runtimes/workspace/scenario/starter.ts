/** A scenario to start from, made of contracts alone: deploys them and calls each function that changes something. */
import type { Artifact } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { AbiField, AbiType } from '../abi/abi-type.ts';
import { parseContractAbi, type AbiFunction, type ContractAbi } from '../abi/contract-abi.ts';

interface Actor {
  /** In the scenario. */
  readonly name: string;
  readonly artifact: Artifact;
  readonly abi: ContractAbi;
}

const CALLS = 20;
/** Functions called; a file with more gets the first ones. */
const MOST_FUNCTIONS = 40;
const MOST_ITEMS = 16;

/**
 * `path`: of the source, from the scenario's folder; `artifacts`: of one compilation, its own contracts first. The text is a
 * whole scenario file. The error says, as one sentence, why there is nothing to deploy.
 */
export function starterScenario(path: string, artifacts: readonly Artifact[]): Result<string, string> {
  const declared = artifacts.filter(({ source, code }) => source === artifacts[0]?.source && code.length > 0);
  const own = declared.filter(({ isPrecompile }) => !isPrecompile);
  if (own.length === 0)
    return err(
      declared[0] === undefined
        ? `${path} has no contract that can be deployed`
        : `${declared[0].contract} of ${path} is a precompile, which is called by contracts: write a scenario that binds it under "precompiles:"`,
    );
  const actors: Actor[] = [];
  for (const artifact of own) {
    const abi = parseContractAbi(artifact.abi);
    if (!abi.ok) return err(`${path}: ${abi.error}`);
    actors.push({ name: nameFor(artifact.contract, actors), artifact, abi: abi.value });
  }
  const ordered = inOrder(actors);
  const several = actors.length > 1;
  const traffic = ordered.flatMap((actor) => trafficOf(actor)).slice(0, MOST_FUNCTIONS);
  const views = ordered.flatMap(({ name, abi }) =>
    abi.functions.filter((fn) => isView(fn) && fn.outputs.length === 1).map((fn) => expectationOf(name, fn)),
  );
  return ok(
    [
      `name: ${plain(path.replace(/^.*\//, '').replace(/\.[^.]+$/, ''))}`,
      'seed: 1',
      'accounts: { count: 10, balance: 1000 ether }',
      'contracts:',
      ...ordered.map((actor) => deploymentOf(actor, path, several, actors)),
      ...(traffic.length > 0 ? ['traffic:', ...traffic] : []),
      ...(views.length > 0 ? ['# What must hold in the end:', '# expect:', ...views] : []),
      '',
    ].join('\n'),
  );
}

function deploymentOf(
  { name, artifact, abi }: Actor,
  path: string,
  several: boolean,
  actors: readonly Actor[],
): string {
  const needs = referencesOf(artifact);
  const args = abi.constructorInputs.map((field, i) => {
    const other = actors.find((actor) => actor.artifact.contract === needs[i] && actor.artifact !== artifact);
    return other ? `$${other.name}` : fixedValue(field.type, field.name);
  });
  const parts = [
    `source: ${plain(path)}`,
    ...(several ? [`contract: ${plain(artifact.contract)}`] : []),
    ...(args.length > 0 ? [`args: [${args.join(', ')}]`] : []),
  ];
  return `  ${name}: { ${parts.join(', ')} }`;
}

function trafficOf({ name, abi }: Actor): string[] {
  return abi.functions
    .filter((fn) => !isView(fn) && fn.inputs.every(({ type }) => isModest(type)))
    .map((fn) => {
      const overloaded = abi.functions.filter((other) => other.name === fn.name).length > 1;
      const call = overloaded ? quote(fn.signature) : plain(fn.name);
      const args = fn.inputs.map(({ type }) => variedValue(type));
      const list = args.length > 0 ? `, args: [${args.join(', ')}]` : '';
      return `  - { to: ${name}, call: ${call}${list}, count: ${String(CALLS)}, from: random }`;
    });
}

const expectationOf = (name: string, fn: AbiFunction): string => {
  const wanted = fn.outputs.map((field: AbiField) => fixedValue(field.type, '')).join('');
  return `#  - { read: ${quote(`${name}.${fn.signature}`)}${argsOf(fn)}, equals: ${wanted} }`;
};

const isView = ({ mutability }: AbiFunction): boolean => mutability === 'view' || mutability === 'pure';

const argsOf = (fn: AbiFunction): string =>
  fn.inputs.length === 0 ? '' : `, args: [${fn.inputs.map(({ type, name }) => fixedValue(type, name)).join(', ')}]`;

/** An argument that stays what it is, for constructors and reads. */
function fixedValue(type: AbiType, name: string): string {
  switch (type.kind) {
    case 'address':
      return '{ account: 0 }';
    case 'bool':
      return 'true';
    case 'string':
      return quote(/symbol/i.test(name) ? 'SYM' : /name/i.test(name) ? 'Name' : 'text');
    case 'bytes':
      return '"0x"';
    case 'fixedBytes':
      return `"0x${'00'.repeat(type.size)}"`;
    case 'array':
      return listOf(type, (item) => fixedValue(item, ''));
    case 'tuple':
      return `[${type.components.map((field: AbiField) => fixedValue(field.type, field.name)).join(', ')}]`;
    default:
      return type.bits === 8 ? '18' : '1000';
  }
}

/** An argument that the seed draws anew for each call, as YAML. */
export function variedValue(type: AbiType): string {
  switch (type.kind) {
    case 'address':
      return '{ account: random }';
    case 'bool':
      return '{ oneOf: [true, false] }';
    case 'string':
      return '"text"';
    case 'bytes':
      return '{ bytes: 8 }';
    case 'fixedBytes':
      return `{ bytes: ${String(type.size)} }`;
    case 'array':
      return listOf(type, variedValue);
    case 'tuple':
      return `[${type.components.map((field: AbiField) => variedValue(field.type)).join(', ')}]`;
    default:
      return '{ int: [1, 100] }';
  }
}

const listOf = (type: Extract<AbiType, { kind: 'array' }>, value: (item: AbiType) => string): string =>
  `[${Array.from({ length: type.length ?? 1 }, () => value(type.item)).join(', ')}]`;

/** Whether its value can be written out in a line. */
const isModest = (type: AbiType): boolean =>
  type.kind === 'array'
    ? (type.length ?? 1) <= MOST_ITEMS && isModest(type.item)
    : type.kind !== 'tuple' || type.components.every((field: AbiField) => isModest(field.type));

/** The contracts that the constructor's parameters are typed as; undefined for other types. */
function referencesOf({ abi }: Artifact): readonly (string | undefined)[] {
  const constructor = abi.find((entry) => entry['type'] === 'constructor');
  const inputs = constructor?.['inputs'];
  if (!Array.isArray(inputs)) return [];
  return (inputs as readonly { readonly internalType?: unknown }[]).map(({ internalType }) =>
    typeof internalType === 'string' ? /^contract (\w+)$/.exec(internalType)?.[1] : undefined,
  );
}

/** Whoever is needed first, else as in the file. */
function inOrder(actors: readonly Actor[]): readonly Actor[] {
  const ordered: Actor[] = [];
  for (let rest = [...actors]; rest.length > 0;) {
    const names = new Set(rest.map(({ artifact }) => artifact.contract));
    const next =
      rest.find(({ artifact }) =>
        referencesOf(artifact).every((need) => need === undefined || need === artifact.contract || !names.has(need)),
      ) ?? rest[0];
    if (next === undefined) break;
    ordered.push(next);
    rest = rest.filter((actor) => actor !== next);
  }
  return ordered;
}

function nameFor(contract: string, taken: readonly Actor[]): string {
  const letters = contract.replaceAll(/[^\w-]/g, '').slice(0, 60);
  const base = /^[A-Za-z_]/.test(letters) ? letters.charAt(0).toLowerCase() + letters.slice(1) : 'contract';
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${String(n)}`;
    if (!taken.some((actor) => actor.name === name)) return name;
  }
}

const quote = (text: string): string => JSON.stringify(text);
/** Without quotes where YAML cannot take it for anything but text. */
const plain = (text: string): string =>
  /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : quote(text);
