/** The hardforks a ledger can run under, by the names `LedgerConfig.hardfork` uses. */
import { Hardfork } from '@ethereumjs/common';

/** Our name -> the library's, oldest first. Amsterdam is left out: the library's support is declared incomplete. */
const LIBRARY_NAMES = {
  frontier: Hardfork.Chainstart,
  homestead: Hardfork.Homestead,
  dao: Hardfork.Dao,
  tangerinewhistle: Hardfork.TangerineWhistle,
  spuriousdragon: Hardfork.SpuriousDragon,
  byzantium: Hardfork.Byzantium,
  constantinople: Hardfork.Constantinople,
  petersburg: Hardfork.Petersburg,
  istanbul: Hardfork.Istanbul,
  muirglacier: Hardfork.MuirGlacier,
  berlin: Hardfork.Berlin,
  london: Hardfork.London,
  arrowglacier: Hardfork.ArrowGlacier,
  grayglacier: Hardfork.GrayGlacier,
  paris: Hardfork.Paris,
  shanghai: Hardfork.Shanghai,
  cancun: Hardfork.Cancun,
  prague: Hardfork.Prague,
  osaka: Hardfork.Osaka,
  bpo1: Hardfork.Bpo1,
  bpo2: Hardfork.Bpo2,
} as const;

export type HardforkName = keyof typeof LIBRARY_NAMES;

/** Oldest first. */
export const HARDFORKS = Object.keys(LIBRARY_NAMES) as readonly HardforkName[];

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
  return Object.hasOwn(LIBRARY_NAMES, key) ? (key as HardforkName) : undefined;
}

export const libraryHardfork = (name: HardforkName): string => LIBRARY_NAMES[name];

/** Whether `fork` has the rules of `since`. */
export const isSince = (fork: HardforkName, since: HardforkName): boolean =>
  HARDFORKS.indexOf(fork) >= HARDFORKS.indexOf(since);
