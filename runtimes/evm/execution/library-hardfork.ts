import { Hardfork } from '@ethereumjs/common';
import type { HardforkName } from '../../rules/hardforks.ts';

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
} as const satisfies Record<HardforkName, Hardfork>;

export const libraryHardfork = (name: HardforkName): string => LIBRARY_NAMES[name];
