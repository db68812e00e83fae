/** Words for what a debugger shows of a transaction: accounts, cells, calls, events and failures. */
import { accountId, type AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { TracedFrame } from '../../core/step-trace.ts';
import type { DebugNames } from '../../debug/debugger.ts';
import type { TimelineFrame } from '../../debug/timeline.ts';
import type { Registry } from '../../registry.ts';
import { decodeFields } from '../abi/codec.ts';
import { bareEntry, parseContractAbi, type ContractAbi } from '../abi/contract-abi.ts';
import { decodeEvent } from '../abi/decode-event.ts';
import { decodeRevert } from '../abi/decode-revert.ts';
import { describeValues } from '../abi/show.ts';
import { cellNamer } from '../run/name-cells.ts';
import { cellReader } from '../run/read-cells.ts';
import type { FoundArtifact } from '../run/artifact-finder.ts';
import type { DebugTarget } from './debug-target.ts';

const ADDRESS = /\b0x([0-9a-f]{40})\b/gi;

/** What the code was made of that a trace runs. */
export interface ArtifactsOfTrace {
  ofAccount(account: AccountId): FoundArtifact | undefined;
  ofFrame(frame: TracedFrame): FoundArtifact | undefined;
}

export function debugNames(
  registry: Registry,
  { labels, preimages, contracts }: DebugTarget,
  artifacts: ArtifactsOfTrace,
  accounts: readonly AccountId[],
): DebugNames {
  const abis = new Map<AccountId, ContractAbi | undefined>();
  const found = new Map(accounts.map((account) => [account, artifacts.ofAccount(account)]));
  for (const [account, one] of found) abis.set(account, one && abiOf(one));
  for (const [account, { abi }] of contracts) if (abi !== undefined) abis.set(account, abi);
  const layouts = new Map(
    [...found].flatMap(([account, one]) => (one === undefined ? [] : [[account, one.artifact] as const])),
  );
  const around = { labels, layouts, preimages };
  const account = (id: AccountId): string => labels.get(id) ?? found.get(id)?.artifact.contract ?? `0x${id}`;
  const accountNames = new Map([...labels].map(([id, name]) => [name, id]));
  const named = (text: string): string =>
    text.replaceAll(ADDRESS, (whole, digits: string) => labels.get(accountId(digits)) ?? whole);
  const cell = cellNamer(registry, around);
  const read = cellReader(registry, around);
  const others = [...abis.values()];
  return {
    account,
    cell,
    cellValue: (key, value) => (value === '' ? '0' : read(key, value)),
    text: named,
    accountNamed: (name) => accountNames.get(name),
    frame: (frame) => {
      const { kind, code, data } = frame;
      if (kind === 'create') return `${artifacts.ofFrame(frame)?.artifact.contract ?? 'a contract'}.constructor`;
      const owner = kind === 'delegate' ? `${account(code)} for ${account(frame.account)}` : account(code);
      const selector = toHex(data.subarray(0, 4));
      const abi = abis.get(code);
      const called = abi?.functions.find((one) => one.selector === selector);
      if (called === undefined) {
        const bare = (abi && bareEntry(abi, data)?.name) ?? (data.length === 0 ? 'receive' : undefined);
        return bare === undefined ? `${owner}.0x${selector}(…)` : `${owner} ${bare}`;
      }
      const values = decodeFields(called.inputs, data.subarray(4));
      return `${owner}.${called.name}(${values.ok ? named(describeValues(values.value, called.inputs)) : '…'})`;
    },
    event: (event) => {
      const abi = abis.get(event.account);
      const decoded = [abi, ...others].map((one) => one && decodeEvent(event, one)).find((one) => one !== undefined);
      if (decoded === undefined) return `an event of ${account(event.account)} with ${event.data.length} bytes`;
      return named(decoded.text);
    },
    failure: ({ leave, frame }: TimelineFrame) => {
      if (leave === undefined) return 'it did not end';
      if (leave.status === 'revert') return `reverted: ${decodeRevert(leave.output, abis.get(frame.code), others)}`;
      return leave.status === 'outOfGas' ? 'out of gas' : `trap: ${leave.reason}`;
    },
  };
}

function abiOf({ abi, artifact }: FoundArtifact): ContractAbi | undefined {
  if (abi !== undefined) return abi;
  const parsed = parseContractAbi(artifact.abi);
  return parsed.ok ? parsed.value : undefined;
}
