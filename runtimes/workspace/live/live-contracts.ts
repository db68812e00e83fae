/** The contracts that a live ledger knows by name, with their artifacts. */
import type { Artifact } from '../../core/artifact.ts';
import { accountId, type AccountId } from '../../core/cell.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import { parseContractAbi, type ContractAbi } from '../abi/contract-abi.ts';
import { artifactOf } from '../lasting/artifact-note.ts';
import type { Resolve, ResolvedContract } from '../scenario/resolve.ts';

export interface LiveContract {
  readonly address: AccountId;
  /** Unique in the ledger. */
  readonly name: string;
  readonly artifact: Artifact;
  readonly abi: ContractAbi;
}

export class LiveContracts {
  readonly #byAddress = new Map<AccountId, LiveContract>();

  /** The oldest first. Contracts whose artifact cannot be read any more are left out. */
  load(notes: readonly ContractNote[]): void {
    this.#byAddress.clear();
    for (const { account, name, json } of notes) {
      const artifact = artifactOf(json);
      this.add(accountId(account), this.freeName(name), artifact);
    }
  }

  add(address: AccountId, name: string, artifact: Artifact): void {
    const abi = parseContractAbi(artifact.abi);
    if (abi.ok) this.#byAddress.set(address, { address, name, artifact, abi: abi.value });
  }

  get all(): readonly LiveContract[] {
    return [...this.#byAddress.values()];
  }

  at(address: AccountId): LiveContract | undefined {
    return this.#byAddress.get(address);
  }

  /** `Counter`, and `Counter2` where that is taken. */
  freeName(wanted: string): string {
    const taken = new Set(this.all.map(({ name }) => name));
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    return name;
  }

  get abis(): readonly ContractAbi[] {
    return this.all.map(({ abi }) => abi);
  }

  get resolve(): Resolve {
    return new Map(
      this.all.map(({ name, address, abi, artifact: { code } }): [string, ResolvedContract] => [
        name,
        { address, abi, code },
      ]),
    );
  }
}
