/** What goes wrong in a program, as it is written down. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of an error that nobody expected: where it came from, for whoever mends it. */
export const bugText = (error: unknown): string =>
  `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/** Adds lines to a file of the user's, at once: the program may be about to end. @param now ms since 1970. */
export const programLog =
  (file: string, now: () => number) =>
  (what: string): void => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${new Date(now()).toISOString()} ${what}\n`);
    } catch {
      // A disk that is full is no reason to end.
    }
  };
