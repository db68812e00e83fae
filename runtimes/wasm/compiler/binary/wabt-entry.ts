/** The assembler process: WebAssembly text in, a module (base64) or wabt's own error text out. */
import wabt from 'wabt';
import { serveJson } from '../../../process/serve-json.ts';

// What a contract may not have is understood too, so that the refusal says what it is and not that the word is unknown.
const FEATURES = {
  annotations: true,
  exceptions: true,
  simd: true,
  threads: true,
  tail_call: true,
  memory64: true,
  gc: true,
  extended_const: true,
};

/** The second takes over when the first is spoilt: a new one is there only after the next request may have come. */
let [tools, spare] = await Promise.all([wabt(), wabt()]);

/** wabt's own errors begin so; any other means that its memory is spoilt. */
const OWN_ERROR = /^(?:parseWat|resolveNames|validate|toBinary) failed:/;

function assemble(name: string, text: string): { readonly module: string } | { readonly problem: string } {
  // As bytes: of a string it would take the low byte of each character.
  const parsed = tools.parseWat(name, new TextEncoder().encode(text), FEATURES);
  try {
    parsed.resolveNames();
    parsed.validate();
    const { buffer } = parsed.toBinary({ canonicalize_lebs: true });
    return { module: Buffer.from(buffer).toString('base64') };
  } finally {
    parsed.destroy();
  }
}

const fresh = async (): Promise<void> => {
  tools = spare;
  spare = await wabt();
};

serveJson((request) => {
  const { name, text } = request as { readonly name: string; readonly text: string };
  try {
    return assemble(name, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (OWN_ERROR.test(message)) return { problem: message };
    void fresh();
    throw error;
  }
});
