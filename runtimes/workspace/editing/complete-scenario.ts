/** What may be written at a place of a scenario. */
import { POLICIES } from '../../core/schedule.ts';
import type { Completion, OpenDocument } from '../../sdk/language-service.ts';
import type { AbiField } from '../abi/abi-type.ts';
import type { AbiFunction } from '../abi/contract-abi.ts';
import { chosen, type ScenarioContext, type SourceContract } from './scenario-context.ts';
import {
  ACCOUNTS,
  CONTRACT,
  ENTRY,
  EXPECTATION,
  GENERATOR,
  POLICY_DOCS,
  PRECOMPILE,
  TOP,
  type ScenarioKey,
} from './scenario-keys.ts';
import { declaredNames, type DeclaredContract, type DeclaredNames } from './scenario-model.ts';
import { placeOf } from './text-place.ts';
import { parseLoosely, placeAt, type YamlPlace } from './yaml-place.ts';

interface Scene {
  readonly document: OpenDocument;
  readonly context: ScenarioContext;
  readonly place: YamlPlace;
  readonly names: DeclaredNames;
}

export async function completeScenario(
  document: OpenDocument,
  at: number,
  context: ScenarioContext,
): Promise<readonly Completion[]> {
  const place = placeAt(document.text, at);
  if (place === undefined) return [];
  const scene: Scene = { document, context, place, names: declaredNames(parseLoosely(document.text)) };
  const keys = keysAt(place);
  // An entry of a list that has no key yet.
  const isItem = place.role === 'value' && place.path.length === 2 && typeof place.path[1] === 'number';
  const proposals =
    place.role === 'key' || (isItem && keys.length > 0) ? keyCompletions(place, keys, context) : await values(scene);
  // In a value only its last word is replaced: `token.balanceOf($al`.
  const word = place.role === 'key' ? place.start : at - (/[\w$./-]*$/.exec(place.written)?.[0].length ?? 0);
  const from = placeOf(document.text, word).column;
  return proposals.map((one) => ({ from, ...one }));
}

function keysAt({ path }: YamlPlace): readonly ScenarioKey[] {
  const [first, second, third, ...more] = path;
  if (first === undefined) return TOP;
  if (second === undefined) return first === 'accounts' ? ACCOUNTS : [];
  if (first === 'contracts' && third === undefined) return CONTRACT;
  if (first === 'precompiles' && third === undefined) return PRECOMPILE;
  if (third === undefined) {
    if (first === 'setup' || first === 'traffic') return ENTRY;
    return first === 'expect' ? EXPECTATION : [];
  }
  if (third === 'to' && more.length === 0) return GENERATOR.slice(0, 1);
  return third === 'args' || third === 'value' || third === 'fee' ? GENERATOR : [];
}

function keyCompletions(
  { siblings, path }: YamlPlace,
  keys: readonly ScenarioKey[],
  { known }: ScenarioContext,
): readonly Completion[] {
  const [first] = path;
  if ((first === 'executors' || first === 'lanes') && path.length === 1)
    return (known.runtimes ?? [])
      .filter((label) => !siblings.has(label))
      .map((label) => ({ label, kind: 'property', detail: first, insert: `${label}: ` }));
  return keys
    .filter(({ key }) => !siblings.has(key))
    .map(({ key, documentation, example }) => ({
      label: key,
      kind: 'property',
      detail: example,
      documentation,
      insert: example === '' ? `${key}:` : `${key}: `,
    }));
}

const words = (list: readonly string[], docs: Readonly<Record<string, string>> = {}): readonly Completion[] =>
  list.map((label) => ({
    label,
    kind: 'enumMember',
    detail: '',
    ...(docs[label] !== undefined && { documentation: docs[label] }),
  }));

async function values(scene: Scene): Promise<readonly Completion[]> {
  const { place, context, names } = scene;
  const [first, , third] = place.path;
  const key = place.path.findLast((step) => typeof step === 'string');
  if (place.path.length === 1) {
    if (first === 'policy') return words(POLICIES, POLICY_DOCS);
    if (first === 'hardfork') return words(context.known.hardforks ?? []);
    return first === 'shuffle' || first === 'recordSteps' ? words(['true', 'false']) : [];
  }
  if (first === 'contracts' || first === 'precompiles') {
    if (third === 'source' || third === 'abi') return sources(scene);
    if (third === 'contract') {
      const found = await contractsOf(scene, place.siblings.get('source') ?? place.siblings.get('abi'));
      return found.map(({ name }) => ({ label: name, kind: 'class', detail: 'contract' }));
    }
    if (third === 'at') return words(['ledger']);
  }
  if (key === 'account' || key === 'from') return [...accounts(names, ''), ...words(['random', 'zipf'])];
  if (key === 'to') return names.contracts.map((one) => ({ label: one.name, kind: 'class', detail: one.source ?? '' }));
  if (key === 'call') {
    const functions = await functionsOf(scene, place.siblings.get('to'));
    return functions
      .filter(({ mutability }) => mutability !== 'view' && mutability !== 'pure')
      .map((one) => functionCompletion(one, functions));
  }
  if (key === 'read') return reads(scene);
  if (key === 'args' || key === 'equals' || key === 'value' || key === 'oneOf') return argument(scene);
  return [];
}

async function sources({ context, document }: Scene): Promise<readonly Completion[]> {
  return (await context.sources(document.file)).map((label) => ({ label, kind: 'namespace', detail: '' }));
}

async function contractsOf(
  { context, document }: Scene,
  source: string | undefined,
): Promise<readonly SourceContract[]> {
  const found = source === undefined ? undefined : await context.contractsOf(document.file, source);
  return found?.ok ? found.value : [];
}

async function functionsOf(scene: Scene, name: string | undefined): Promise<readonly AbiFunction[]> {
  const declared = scene.names.contracts.find((one) => one.name === name?.replace(/^\$/, ''));
  return declared ? ((await abiOf(scene, declared))?.abi.functions ?? []) : [];
}

const abiOf = async (
  scene: Scene,
  { source, contract, isPrecompile }: DeclaredContract,
): Promise<SourceContract | undefined> => chosen(await contractsOf(scene, source), contract, isPrecompile);

const isOverloaded = (one: AbiFunction, all: readonly AbiFunction[]): boolean =>
  all.some((other) => other !== one && other.name === one.name);

export const functionText = ({ name, inputs, outputs, mutability }: AbiFunction): string =>
  [
    `${name}(${inputs.map(fieldText).join(', ')})`,
    mutability === 'nonpayable' ? '' : mutability,
    outputs.length === 0 ? '' : `returns (${outputs.map(fieldText).join(', ')})`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const fieldText = ({ name, type }: AbiField): string => (name === '' ? type.text : `${type.text} ${name}`);

function functionCompletion(one: AbiFunction, all: readonly AbiFunction[]): Completion {
  const overloaded = isOverloaded(one, all);
  const label = overloaded ? one.signature : one.name;
  // Commas would end the value in `{ .. }`.
  return { label, kind: 'method', detail: functionText(one), ...(overloaded && { insert: `'${label}'` }) };
}

const accounts = ({ accounts: named }: DeclaredNames, before: string): readonly Completion[] =>
  named.map(({ name }, index) => ({ label: before + name, kind: 'constant', detail: `account ${index}` }));

const addresses = (names: DeclaredNames): readonly Completion[] => [
  ...names.contracts.map(({ name, source }) => ({ label: `$${name}`, kind: 'class' as const, detail: source ?? '' })),
  ...accounts(names, '$'),
];

/** `token.` gives what can be read of it; before that, contracts and balance(..). */
async function reads(scene: Scene): Promise<readonly Completion[]> {
  const { names, place } = scene;
  if (place.written.includes('(')) return addresses(names);
  const [contract, ...rest] = place.written.split('.');
  const of = (one: string, functions: readonly AbiFunction[]): readonly Completion[] =>
    functions
      .filter(({ mutability }) => mutability === 'view' || mutability === 'pure')
      .map(({ inputs, name, ...more }) => ({
        label: `${one}.${name}(${inputs.map(({ type }) => type.text).join(',')})`,
        kind: 'method',
        detail: functionText({ inputs, name, ...more }),
        insert: `${one}.${name}(${inputs.length === 0 ? ')' : ''}`,
      }));
  if (rest.length > 0) return of(contract ?? '', await functionsOf(scene, contract));
  const all = await Promise.all(names.contracts.map(async ({ name }) => of(name, await functionsOf(scene, name))));
  return [
    ...all.flat(),
    { label: 'balance()', kind: 'method', detail: 'wei of an account, a contract or an address', insert: 'balance(' },
  ];
}

async function argument(scene: Scene): Promise<readonly Completion[]> {
  const { names, place } = scene;
  const wanted = await argumentType(scene);
  const generators = GENERATOR.map(({ key, documentation, example }): Completion => ({
    label: `{ ${key}: ${example} }`,
    kind: 'struct',
    detail: wanted === undefined ? '' : fieldText(wanted),
    documentation,
  }));
  if (place.path[0] === 'expect') return wanted?.type.kind === 'bool' ? words(['true', 'false']) : addresses(names);
  if (wanted?.type.kind === 'bool') return words(['true', 'false']);
  const detailed = addresses(names).map((one) => ({ ...one, ...(wanted && { documentation: fieldText(wanted) }) }));
  return [...detailed, ...generators];
}

/** Of the argument that is being written. */
async function argumentType(scene: Scene): Promise<AbiField | undefined> {
  const { place, names } = scene;
  const [section, , key, index] = place.path;
  if (key !== 'args' || typeof index !== 'number') return undefined;
  if (section === 'contracts') {
    const declared = names.contracts.find(({ name }) => name === place.path[1]);
    return declared && (await abiOf(scene, declared))?.abi.constructorInputs[index];
  }
  const call = place.siblings.get('call')?.replaceAll(/^['"]|['"]$/g, '');
  const functions = await functionsOf(scene, place.siblings.get('to'));
  return functions.find(({ name, signature }) => name === call || signature === call)?.inputs[index];
}
