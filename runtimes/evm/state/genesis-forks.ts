/** Hardforks as the `config` of a genesis.json has them (go-ethereum, params.ChainConfig). */
import { err, ok, type Result } from '../../core/result.ts';
import { HARDFORKS, isSince, type HardforkName } from '../../rules/hardforks.ts';

/** What says since when a hardfork is in force: a block's number, or seconds since 1970. */
const FORK_KEYS: Readonly<Record<Exclude<HardforkName, 'frontier' | 'paris'>, string>> = {
  homestead: 'homesteadBlock',
  dao: 'daoForkBlock',
  tangerinewhistle: 'eip150Block',
  spuriousdragon: 'eip158Block',
  byzantium: 'byzantiumBlock',
  constantinople: 'constantinopleBlock',
  petersburg: 'petersburgBlock',
  istanbul: 'istanbulBlock',
  muirglacier: 'muirGlacierBlock',
  berlin: 'berlinBlock',
  london: 'londonBlock',
  arrowglacier: 'arrowGlacierBlock',
  grayglacier: 'grayGlacierBlock',
  shanghai: 'shanghaiTime',
  cancun: 'cancunTime',
  prague: 'pragueTime',
  osaka: 'osakaTime',
  bpo1: 'bpo1Time',
  bpo2: 'bpo2Time',
};
/** Proof of stake since the first block. */
const DIFFICULTY = 'terminalTotalDifficulty';
/** Named like hardforks, but parts of others. */
const PARTS: readonly string[] = ['eip155Block', 'mergeNetsplitBlock'];

/** Blobs to a block (EIP-4844, 7691, 7892), which go-ethereum wants to be told. */
const BLOBS: Readonly<Partial<Record<HardforkName, readonly [target: number, max: number, updateFraction: number]>>> = {
  cancun: [3, 6, 3_338_477],
  prague: [6, 9, 5_007_716],
  osaka: [6, 9, 5_007_716],
  bpo1: [10, 15, 8_346_193],
  bpo2: [14, 21, 11_684_671],
};

export interface ForksInForce {
  /** The error: one that is not known here is in force; a sentence. */
  readonly hardfork: Result<HardforkName, string>;
  /** Those that would come later, as the file calls them. */
  readonly later: readonly string[];
}

/** @param numbers of `config`, by their names. @param block number of the first block. */
export function forksInForce(numbers: ReadonlyMap<string, bigint>, block: number, timestamp: bigint): ForksInForce {
  const isInForce = (key: string): boolean => {
    const since = numbers.get(key);
    return since !== undefined && since <= (key.endsWith('Time') ? timestamp : BigInt(block));
  };
  const known = new Map<string, HardforkName>();
  for (const fork of HARDFORKS) if (fork in FORK_KEYS) known.set(FORK_KEYS[fork as keyof typeof FORK_KEYS], fork);
  let newest: HardforkName = 'frontier';
  for (const fork of HARDFORKS) {
    const key = FORK_KEYS[fork as keyof typeof FORK_KEYS] as string | undefined;
    const here =
      fork === 'paris'
        ? numbers.get(DIFFICULTY) === 0n || isInForce('mergeNetsplitBlock')
        : key !== undefined && isInForce(key);
    if (here) newest = fork;
  }
  // As in go-ethereum: what does not know of Petersburg has had it with Constantinople.
  if (newest === 'constantinople' && !numbers.has('petersburgBlock')) newest = 'petersburg';
  const forks = [...numbers.keys()].filter((key) => /(?:Block|Time)$/.test(key) && !PARTS.includes(key));
  const unknown = forks.find((key) => !known.has(key) && isInForce(key));
  const later = forks.filter((key) => !isInForce(key));
  return {
    hardfork: unknown === undefined ? ok(newest) : err(`config.${unknown}: this hardfork is not known here`),
    later,
  };
}

/** `config` of a chain on which a hardfork is in force from the first block on, as JSON. */
export function forkConfig(chainId: bigint, hardfork: HardforkName): string {
  const config: Record<string, unknown> = {};
  for (const fork of HARDFORKS) {
    if (!isSince(hardfork, fork) || fork === 'frontier') continue;
    if (fork === 'paris') config[DIFFICULTY] = 0;
    // A chain that begins after it has nothing to do with the DAO.
    else if (fork !== 'dao' || hardfork === 'dao') config[FORK_KEYS[fork]] = 0;
    if (fork === 'spuriousdragon') config['eip155Block'] = 0;
    if (fork === 'dao' && hardfork === 'dao') config['daoForkSupport'] = true;
  }
  const blobs = Object.entries(BLOBS).filter(([fork]) => isSince(hardfork, fork as HardforkName));
  const schedule = blobs.map(([fork, [target, max, baseFeeUpdateFraction]]) => [
    fork,
    { target, max, baseFeeUpdateFraction },
  ]);
  const rest = { ...config, ...(blobs.length > 0 && { blobSchedule: Object.fromEntries(schedule) as object }) };
  // go-ethereum takes a number of any size here, and no text.
  const members = JSON.stringify(rest).slice(1, -1);
  return `{"chainId":${chainId}${members === '' ? '' : ','}${members}}`;
}
