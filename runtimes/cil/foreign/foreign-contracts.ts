/** What an assembly says of the contracts in it: the constants of the classes that the host looks for (HOST-ABI.md, "Assemblies"). */
import { readAbi } from '../../compiling/read-abi.ts';
import type { AbiJson } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseStorageLayout } from '../../rules/storage-layout/storage-layout.ts';
import { nonDeterministicTypes } from '../allowed/non-deterministic.ts';
import type { Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';

export interface ForeignContract {
  readonly name: string;
  readonly abi: AbiJson;
  readonly layout: unknown;
  readonly nonDeterministic: boolean;
  /** A function of bytes: no contract. */
  readonly isPrecompile: boolean;
}

const SPACE = 'Interleave.Generated';
const PRECOMPILES = 'Precompiles';
const RUN = 'Run_';
const NO_LAYOUT = { storage: [], types: {} };

/** At least one. The error is one sentence. */
export function foreignContracts(metadata: Metadata): Result<readonly ForeignContract[], string> {
  const constants = constantTexts(metadata);
  const marked = nonDeterministicTypes(metadata);
  const found: ForeignContract[] = [];
  for (let type = 1; type <= metadata.count(TABLE.typeDef); type++) {
    if (metadata.text(TABLE.typeDef, type, 2) !== SPACE) continue;
    const name = metadata.text(TABLE.typeDef, type, 1);
    if (name === PRECOMPILES) found.push(...precompilesOf(metadata, type));
    const texts = textsOf(metadata, type, constants);
    const abiText = texts.get('InterfaceJson');
    if (abiText === undefined) continue;
    const abi = readAbi(abiText);
    if (!abi.ok) return err(`${SPACE}.${name}.InterfaceJson is no ABI: ${abi.error.message}`);
    const layout = layoutOf(texts.get('LayoutJson'));
    if (layout === undefined) return err(`${SPACE}.${name}.LayoutJson is no storage layout`);
    found.push({ name, abi: abi.value, layout, nonDeterministic: marked.has(type), isPrecompile: false });
  }
  if (found.length > 0) return ok(found);
  return err(
    `it has no contract: a class in the namespace ${SPACE} with a constant InterfaceJson, which our compiler writes for each`,
  );
}

function precompilesOf(metadata: Metadata, type: number): readonly ForeignContract[] {
  const { from, to } = metadata.owned(type, 5);
  return Array.from({ length: to - from }, (_, i) => metadata.text(TABLE.methodDef, from + i, 3))
    .filter((name) => name.startsWith(RUN))
    .map((name) => ({
      name: name.slice(RUN.length),
      abi: [],
      layout: NO_LAYOUT,
      nonDeterministic: false,
      isPrecompile: true,
    }));
}

function layoutOf(text: string | undefined): unknown {
  if (text === undefined) return NO_LAYOUT;
  try {
    const layout: unknown = JSON.parse(text);
    return parseStorageLayout(layout) === undefined ? undefined : layout;
  } catch {
    return undefined;
  }
}

const STRING = 0x0e;

/** By row of Field. */
function constantTexts(metadata: Metadata): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (let row = 1; row <= metadata.count(TABLE.constant); row++) {
    const parent = metadata.coded(TABLE.constant, row, 1);
    if (parent.table === TABLE.field && (metadata.value(TABLE.constant, row, 0) & 0xff) === STRING)
      texts.set(parent.row, metadata.blob(TABLE.constant, row, 2).toString('utf16le'));
  }
  return texts;
}

/** Constants of a class by name. */
function textsOf(
  metadata: Metadata,
  type: number,
  constants: ReadonlyMap<number, string>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const { from, to } = metadata.owned(type, 4);
  for (let field = from; field < to; field++) {
    const text = constants.get(field);
    if (text !== undefined) texts.set(metadata.text(TABLE.field, field, 1), text);
  }
  return texts;
}
