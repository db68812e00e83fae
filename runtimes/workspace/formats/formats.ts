import { snapshotFormat } from './snapshot-format.ts';
import type { StateFormat } from './state-format.ts';

/** All kinds of files that carry a state; the first is the product's own. */
export const FORMATS: readonly [StateFormat, ...StateFormat[]] = [snapshotFormat];

/** The format of a file: the one that is named, else the one of its ending, else the product's own. */
export const formatOf = (file: string, name?: string): StateFormat | undefined =>
  name === undefined
    ? (FORMATS.find(({ extensions }) => extensions.some((end) => file.toLowerCase().endsWith(end))) ?? FORMATS[0])
    : FORMATS.find((format) => format.name === name);
