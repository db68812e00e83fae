import { readFileSync } from 'node:fs';

/** The source of a probe of this folder. */
export const readProbe = (name: string): string => readFileSync(new URL(`probes/${name}`, import.meta.url), 'utf8');
