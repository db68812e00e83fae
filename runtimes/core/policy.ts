/** How concurrency is controlled. */
export type PolicyName = 'optimistic' | 'declared' | 'first-committer-wins' | 'serial';
export const POLICIES: readonly PolicyName[] = ['optimistic', 'declared', 'first-committer-wins', 'serial'];
