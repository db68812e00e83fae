/** What is wrong, at the field where it is shown. */
import type { TrafficFlaw } from '../../../runtimes/service/contract/traffic.ts';

/** Without saying again which field it is. */
export const flawWords = (message: string): string =>
  message.replace(/^[^:"]*?(?:(?:traffic|setup)\[\d+\](?:, argument \d+ \([^)]*\))?|contracts\.[\w-]+)[^:"]*: /, '');

export class Flaws {
  readonly #flaws: readonly TrafficFlaw[];

  constructor(flaws: readonly TrafficFlaw[]) {
    this.#flaws = flaws;
  }

  /** At this field alone. */
  at(field: string): string | undefined {
    const found = this.#flaws.find((one) => one.field === field);
    return found && flawWords(found.message);
  }

  /** Of a part of the form, but for those that its own fields show. */
  of(part: string, shown: (field: string) => boolean): readonly string[] {
    return this.#flaws
      .filter(
        ({ field }) =>
          field !== null &&
          (field === part || field.startsWith(`${part}.`)) &&
          !(field !== part && shown(field.slice(part.length + 1))),
      )
      .map(({ message }) => flawWords(message));
  }

  /** Those that no part of the form shows. */
  get elsewhere(): readonly TrafficFlaw[] {
    return this.#flaws.filter(({ field }) => field === null || !SHOWN.test(field));
  }
}

const SHOWN =
  /^(?:name|seed|lanes|policy|shuffle|recordSteps|blockSize|accounts\.(?:count|balance)|(?:executors|lanes)\.[^.]+|contracts\..+|(?:setup|traffic)\..+)$/;
