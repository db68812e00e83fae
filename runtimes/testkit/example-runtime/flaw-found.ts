import type { Flaw } from './program.ts';

/** Thrown inside of the parser, and nowhere else. */
export class FlawFound extends Error {
  readonly flaw: Flaw;

  constructor(flaw: Flaw) {
    super(flaw.message);
    this.flaw = flaw;
  }
}

export const refuse = ({ line, column }: Pick<Flaw, 'line' | 'column'>, message: string, hint?: string): never => {
  throw new FlawFound({ line, column, message, ...(hint === undefined ? {} : { hint }) });
};
