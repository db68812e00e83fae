import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import type { Transaction } from '../../core/transaction.ts';
import { hardforkName } from '../../rules/hardforks.ts';
import { fixtureFiles } from './fixture-files.ts';
import { blockOf, isFixture, number, type Fixture, type FixturePost, type Indexes, type Pre } from './fixture.ts';
import { toTransaction } from './to-transaction.ts';

/** Where a case stands. `index` is `d/g/v`: the entries of data, gasLimit and value that its transaction is made of. */
export interface CaseId {
  readonly file: string;
  readonly name: string;
  readonly fork: string;
  readonly index: string;
}

export interface ConformanceCase extends CaseId {
  readonly kind: 'case';
  readonly pre: Pre;
  readonly block: BlockContext;
  readonly config: LedgerConfig;
  readonly tx: Transaction;
  /** State root afterwards, 64 hex digits. */
  readonly root: string;
  readonly logs: string;
  /** The transaction is not executable; the word is the filler's. */
  readonly expectException: string | undefined;
}

/** Something that stands in the source but cannot be run: `broken` (a failure), or meant for somebody else (skipped). */
export interface NoCase extends CaseId {
  readonly kind: 'broken' | 'skipped';
  readonly reason: string;
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

export interface CaseFilter {
  /** A fork as the fixtures name it, or as the ledger does; any case. */
  readonly fork?: string;
  readonly shard?: Shard;
}

/** The cases of a folder or an archive that pass the filter. @throws FixtureSourceError where the source cannot be read */
export async function* conformanceCases(
  source: string,
  filter: CaseFilter = {},
): AsyncGenerator<ConformanceCase | NoCase> {
  for await (const { file, text } of fixtureFiles(source)) {
    for (const found of inFile(file, text, filter)) if (isInShard(found, filter.shard)) yield found;
  }
}

function* inFile(file: string, text: string, filter: CaseFilter): Generator<ConformanceCase | NoCase> {
  const nowhere = { file, name: '', fork: '', index: '' };
  let tests: unknown;
  try {
    tests = JSON.parse(text);
  } catch (error) {
    yield { ...nowhere, kind: 'broken', reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
    return;
  }
  for (const [name, test] of Object.entries(tests ?? {})) {
    if (isFixture(test)) yield* inTest(file, name, test, filter);
    else yield { ...nowhere, name, kind: 'skipped', reason: 'not a GeneralStateTest' };
  }
}

function* inTest(file: string, name: string, test: Fixture, filter: CaseFilter): Generator<ConformanceCase | NoCase> {
  for (const [fork, posts] of Object.entries(test.post)) {
    if (!isWanted(fork, filter.fork)) continue;
    for (const post of posts) yield caseOf({ file, name, fork, index: indexText(post.indexes) }, test, post);
  }
}

function caseOf(id: CaseId, test: Fixture, post: FixturePost): ConformanceCase | NoCase {
  const hardfork = hardforkName(id.fork);
  if (hardfork === undefined) return { ...id, kind: 'skipped', reason: `hardfork ${id.fork} is not supported` };
  try {
    return {
      ...id,
      kind: 'case',
      pre: test.pre,
      block: blockOf(test.env),
      config: { chainId: number(test.config?.chainid ?? '0x1'), hardfork },
      tx: toTransaction(test.transaction, post.indexes),
      root: post.hash.slice(2).toLowerCase(),
      logs: post.logs.slice(2).toLowerCase(),
      expectException: post.expectException,
    };
  } catch (error) {
    return { ...id, kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
}

const indexText = ({ data, gas, value }: Indexes): string => `${data}/${gas}/${value}`;

const isWanted = (fork: string, wanted: string | undefined): boolean =>
  wanted === undefined ||
  fork.toLowerCase() === wanted.toLowerCase() ||
  (hardforkName(fork) !== undefined && hardforkName(fork) === hardforkName(wanted));

/** By a hash of where the case stands (FNV-1a): the same shard whatever else is in the source. */
function isInShard({ file, name, fork, index }: CaseId, shard: Shard | undefined): boolean {
  if (shard === undefined) return true;
  let hash = 0x811c9dc5;
  for (const char of `${file}\n${name}\n${fork}\n${index}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % shard.count === shard.index - 1;
}
