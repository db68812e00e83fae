/** What a form needs to know beside the file: what its contracts offer, what is wrong at which field, and what will come of it. */
import type { AbiField } from '../abi/abi-type.ts';
import type { AbiFunction, ContractAbi } from '../abi/contract-abi.ts';
import type { Diagnostic } from '../../core/artifact.ts';
import type { Result } from '../../core/result.ts';
import { checkScenarioFile } from '../editing/check-scenario-file.ts';
import { chosen, type ScenarioContext, type SourceContract, type SourceFault } from '../editing/scenario-context.ts';
import { declaredNames } from '../editing/scenario-model.ts';
import { parseLoosely } from '../editing/yaml-place.ts';
import { parseScenario } from '../scenario/parse.ts';
import { variedValue } from '../scenario/starter.ts';
import { HEADER_FIELDS, type TrafficValue } from './traffic-form.ts';
import { previewTraffic, type TrafficPreview } from './preview-traffic.ts';
import { readTraffic, type ReadTraffic } from './read-traffic.ts';
import { readTrafficValue } from './traffic-value.ts';
import { endOf } from './yaml-splice.ts';

export interface TrafficFunction extends Pick<AbiFunction, 'name' | 'signature' | 'mutability' | 'inputs'> {
  /** Drawn anew for each call. */
  readonly defaults: readonly TrafficValue[];
}

export interface KnownContract {
  readonly name: string;
  /** Empty: not known. */
  readonly runtime: string;
  /** Why nothing is known of it; null: all is well. */
  readonly fault: string | null;
  readonly constructor: readonly AbiField[];
  readonly functions: readonly TrafficFunction[];
}

export interface TrafficFlaw {
  /** As `ReadTraffic.nodes` names it; null: the form does not show what is wrong. */
  readonly field: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface TrafficExamination {
  readonly contracts: readonly KnownContract[];
  readonly flaws: readonly TrafficFlaw[];
  /** null while something is wrong. */
  readonly preview: TrafficPreview | null;
}

/** @param file absolute; @param path how it is called in the workspace. */
export async function examineTraffic(
  file: string,
  path: string,
  text: string,
  context: ScenarioContext,
): Promise<TrafficExamination> {
  const compiled = new Map<string, Promise<Result<readonly SourceContract[], SourceFault>>>();
  const once: ScenarioContext = {
    ...context,
    contractsOf: (from, source) => {
      const known = compiled.get(source) ?? context.contractsOf(from, source);
      compiled.set(source, known);
      return known;
    },
  };
  const abis = new Map<string, ContractAbi | undefined>();
  const contracts = await Promise.all(
    declaredNames(parseLoosely(text)).contracts.map(
      async ({ name, source, contract, isPrecompile }): Promise<KnownContract> => {
        const nothing = { name, runtime: '', fault: null, constructor: [], functions: [] };
        if (source === undefined) return nothing;
        const found = await once.contractsOf(file, source);
        if (!found.ok) return { ...nothing, fault: found.error.message };
        const one = chosen(found.value, contract, isPrecompile);
        if (one === undefined) return { ...nothing, fault: `${source} has no such contract` };
        abis.set(name, one.abi);
        return {
          name,
          runtime: one.runtime,
          fault: null,
          constructor: one.abi.constructorInputs,
          functions: one.abi.functions.map(({ name: called, signature, mutability, inputs }) => ({
            name: called,
            signature,
            mutability,
            inputs,
            defaults: inputs.map(({ type }) => defaultValue(variedValue(type))),
          })),
        };
      },
    ),
  );
  const read = readTraffic(text, path);
  const diagnostics = await checkScenarioFile(file, path, text, once);
  const flaws = diagnostics.map((one) => flawOf(one, text, read.ok ? read.value : undefined));
  const parsed = diagnostics.length === 0 ? parseScenario(text, file, context.known) : undefined;
  return { contracts, flaws, preview: (parsed?.ok && previewTraffic(parsed.value, abis)) || null };
}

function defaultValue(text: string): TrafficValue {
  const node = parseLoosely(text).contents;
  return node ? readTrafficValue(node, (one) => one) : { kind: 'yaml', text };
}

const SHOWN: readonly string[] = [...HEADER_FIELDS, 'accounts', 'executors', 'contracts', 'setup', 'traffic'];

function flawOf(
  { message, line = 1, column = 1 }: Diagnostic,
  text: string,
  read: ReadTraffic | undefined,
): TrafficFlaw {
  const at = offsetOf(text, line, column);
  let field: string | null = null;
  let width = Number.POSITIVE_INFINITY;
  for (const path of new Set([...(read?.nodes.keys() ?? []), ...(read?.keys.keys() ?? [])])) {
    const [root = ''] = path.split('.');
    if (!SHOWN.includes(root)) continue;
    const node = read?.nodes.get(path);
    const key = read?.keys.get(path);
    const from = key?.range?.[0] ?? node?.range?.[0] ?? 0;
    const to = node ? Math.max(endOf(node), from + 1) : from + 1;
    if (from > at || at >= Math.max(to, key ? endOf(key) : 0) || to - from > width) continue;
    field = path;
    width = to - from;
  }
  return { field, message, line, column };
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  return start + column - 1;
}
