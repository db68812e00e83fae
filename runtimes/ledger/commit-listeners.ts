import type { CommittedBlock } from './ledger.ts';

/** Whom a ledger tells of its commits. */
export class CommitListeners {
  readonly #listeners = new Set<(block: CommittedBlock) => void>();
  readonly #onError: (error: unknown) => void;

  /** @param onError told what a listener threw; unless given, a process warning. */
  constructor(onError?: (error: unknown) => void) {
    this.#onError = onError ?? ((error) => process.emitWarning(`a ledger listener threw: ${String(error)}`));
  }

  announce(block: CommittedBlock): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(block);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  subscribe(listener: (block: CommittedBlock) => void): () => void {
    // Wrapped, so that a function given twice is two subscriptions.
    const own = (block: CommittedBlock): void => listener(block);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}
