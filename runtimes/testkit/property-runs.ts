/** How many cases a property tries: `INTERLEAVE_PROPERTY_RUNS` (`npm run soak`) scales all, `INTERLEAVE_PROPERTY_SEED` repeats one. */
const RUNS = Number(process.env['INTERLEAVE_PROPERTY_RUNS'] ?? 300);
const SEED = process.env['INTERLEAVE_PROPERTY_SEED'];

/** `share`: of the cases that the cheapest property tries. */
export const propertyRuns = (share = 1): { numRuns: number; seed?: number } => ({
  numRuns: Math.max(1, Math.round(RUNS * share)),
  ...(SEED !== undefined && { seed: Number(SEED) }),
});
