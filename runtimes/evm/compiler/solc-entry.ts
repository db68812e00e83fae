/** The compiler process: one solc-js binary (`soljson.js`, path in argv[2]), standard JSON in, standard JSON out. */
import { createRequire } from 'node:module';
import { serveJson } from '../../process/serve-json.ts';

interface Solc {
  version(): string;
  compile(input: string): string;
}

const soljson = process.argv[2];
if (soljson === undefined) throw new Error('usage: solc-entry.ts <soljson.js>');
const require = createRequire(import.meta.url);
// The wrapper of the embedded solc drives every binary since 0.4: older packages bring wrappers with an API of their own.
const wrap = require('solc/wrapper') as (binary: unknown) => Solc;
const solc = wrap(require(soljson));
// Emscripten installs handlers that swallow or rethrow what goes wrong here.
process.removeAllListeners('uncaughtException');
process.removeAllListeners('unhandledRejection');

serveJson((input) => {
  if (typeof input !== 'string') throw new Error('a request is standard JSON text');
  return { version: solc.version(), output: solc.compile(input) };
});
