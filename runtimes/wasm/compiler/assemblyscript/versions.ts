import { createRequire } from 'node:module';
import { join } from 'node:path';

const { version } = createRequire(import.meta.url)('assemblyscript/package.json') as { version: string };

export const COMPILER = `asc ${version}`;

/** Raise it when the same source becomes another module, or other debug information. */
export const PLAN_VERSION = 3;

export const SDK_PATH = join(import.meta.dirname, '../../../../resources/sdk/assemblyscript');
