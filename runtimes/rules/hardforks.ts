/** The hardforks a ledger can run under, by the names `LedgerConfig.hardfork` uses. */
/** Oldest first. Amsterdam is left out: its rules are not final. */
export const HARDFORKS = [
  'frontier',
  'homestead',
  'dao',
  'tangerinewhistle',
  'spuriousdragon',
  'byzantium',
  'constantinople',
  'petersburg',
  'istanbul',
  'muirglacier',
  'berlin',
  'london',
  'arrowglacier',
  'grayglacier',
  'paris',
  'shanghai',
  'cancun',
  'prague',
  'osaka',
  'bpo1',
  'bpo2',
] as const;

export type HardforkName = (typeof HARDFORKS)[number];

/** The newest with rules of its own: bpo1 and bpo2 only move blob parameters. */
export const DEFAULT_HARDFORK: HardforkName = 'osaka';

/** Names that other tools and the GeneralStateTests use. */
const ALIASES: Readonly<Record<string, HardforkName>> = {
  chainstart: 'frontier',
  eip150: 'tangerinewhistle',
  tangerine: 'tangerinewhistle',
  eip158: 'spuriousdragon',
  spurious: 'spuriousdragon',
  constantinoplefix: 'petersburg',
  merge: 'paris',
};

/** The hardfork of a name in any case or an alias; undefined for anything else. */
export function hardforkName(text: string): HardforkName | undefined {
  const key = text.toLowerCase();
  if (Object.hasOwn(ALIASES, key)) return ALIASES[key];
  return HARDFORKS.find((name) => name === key);
}

/** The hardfork of a ledger's configuration. @throws RangeError for one that is not in HARDFORKS, nor an alias of one. */
export function requireHardfork(text: string): HardforkName {
  const name = hardforkName(text);
  if (name === undefined) throw new RangeError(`unknown hardfork ${text}; known: ${HARDFORKS.join(', ')}`);
  return name;
}

/** Whether `fork` has the rules of `since`. */
export const isSince = (fork: HardforkName, since: HardforkName): boolean =>
  HARDFORKS.indexOf(fork) >= HARDFORKS.indexOf(since);
