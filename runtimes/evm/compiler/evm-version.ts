import semver from 'semver';

/**
 * Target names of solc, oldest first, with the release that first knew each as more than an experiment (solc's Changelog.md)
 * and the hardforks of the ledger that need no newer one.
 */
const TARGETS = [
  ['homestead', '0.4.21', ['chainstart', 'frontier', 'homestead', 'dao']],
  ['tangerineWhistle', '0.4.21', ['tangerinewhistle', 'eip150']],
  ['spuriousDragon', '0.4.21', ['spuriousdragon', 'eip158']],
  ['byzantium', '0.4.21', ['byzantium']],
  ['constantinople', '0.4.21', ['constantinople']],
  ['petersburg', '0.5.5', ['petersburg', 'constantinoplefix']],
  ['istanbul', '0.5.14', ['istanbul', 'muirglacier']],
  ['berlin', '0.8.5', ['berlin']],
  ['london', '0.8.7', ['london', 'arrowglacier', 'grayglacier']],
  ['paris', '0.8.18', ['paris', 'merge', 'mergenetsplitblock']],
  ['shanghai', '0.8.20', ['shanghai']],
  ['cancun', '0.8.24', ['cancun']],
  ['prague', '0.8.27', ['prague']],
  ['osaka', '0.8.29', ['osaka']],
] as const;

/**
 * The newest target this solc knows that is not above the hardfork. A hardfork not listed is taken for a newer one: code for
 * an older target runs there as well. undefined: leave it to solc.
 */
export function evmVersionFor(hardfork: string | undefined, solc: string): string | undefined {
  if (hardfork === undefined) return undefined;
  const fork = hardfork.toLowerCase();
  const listed = TARGETS.findIndex(([, , forks]) => (forks as readonly string[]).includes(fork));
  const top = listed < 0 ? TARGETS.length - 1 : listed;
  return TARGETS.slice(0, top + 1).findLast(([, since]) => semver.gte(solc, since))?.[0];
}
