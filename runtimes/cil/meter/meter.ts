/**
 * Rewrites the methods of an assembly so that they pay for what they do (README). The file stays as it is but for a further section with
 * the new bodies and the metadata that point to them; tokens stay what they were.
 */
import { createCachedDelegates } from './cached-delegates.ts';
import { createCalledMethods } from './called-methods.ts';
import { guardVariables } from './exception-guard.ts';
import { gasMembers } from './gas-members.ts';
import { readLibrary, type Library } from './library.ts';
import { Metadata, MeterError, tokenOf } from './metadata.ts';
import { MetadataPatch } from './metadata-patch.ts';
import { readBody, writeBody } from './method-body.ts';
import { meterMethod } from './meter-method.ts';
import { PeFile } from './pe-file.ts';
import { createRedirector } from './redirect.ts';
import { TABLE } from './schema.ts';
import { trustedMethods } from './trusted-methods.ts';
import { VariableSizes } from './variable-sizes.ts';

/** Bytes of a frame beside its variables, and of an entry of the evaluation stack. */
const FRAME = 64;
const ENTRY = 16;
const STATIC_CONSTRUCTOR = '.cctor';

/** @throws MeterError or RangeError for an assembly that our compiler cannot have made. */
export const meter = (assembly: Uint8Array, library: Library): Uint8Array => rewrite(assembly, library, false);

/** For Interleave.Sdk.dll: what it trusts is left alone. `classLibrary`: the assemblies of .NET that it refers to. */
export const meterSdk = (sdk: Uint8Array, classLibrary: readonly Uint8Array[]): Uint8Array =>
  rewrite(sdk, readLibrary(sdk, classLibrary), true);

function rewrite(assembly: Uint8Array, library: Library, isSdk: boolean): Uint8Array {
  const file = new PeFile(Buffer.from(assembly));
  const metadata = new Metadata(file.metadata);
  const patch = new MetadataPatch(metadata);
  const context = {
    gas: gasMembers(metadata),
    called: createCalledMethods(metadata),
    isCache: createCachedDelegates(metadata),
    anything: objectType(metadata),
  };
  const sizes = new VariableSizes(metadata);
  const trusted = trustedMethods(metadata, isSdk);
  const redirector = createRedirector(metadata, patch, library, isSdk);
  const start = file.nextAddress;
  const parts: Buffer[] = [];
  let length = 0;
  for (let method = 1; method <= metadata.count(TABLE.methodDef); method++) {
    const address = metadata.value(TABLE.methodDef, method, 0);
    if (address === 0 || trusted.has(method)) continue;
    const read = readBody(file.bytes, file.offsetOf(address));
    const replaces = isSdk && library.replacements.methods.has(method);
    const body = replaces ? read : { ...read, il: redirector.redirect(read.il) };
    const weight = FRAME + ENTRY * body.maxStack + sizes.ofLocals(body.locals) + sizes.ofParameters(method);
    const nests = metadata.text(TABLE.methodDef, method, 3) === STATIC_CONSTRUCTOR;
    const variables = guardVariables(body.regions);
    const { locals, index } =
      variables.length > 0 ? patch.withMore(body.locals, variables) : { locals: body.locals, index: -1 };
    const metered = writeBody(meterMethod(body, { weight, nests, guards: index, locals }, context));
    patch.move(method, start + length);
    const padded = Buffer.concat([metered, Buffer.alloc(-metered.length & 3)]);
    parts.push(padded);
    length += padded.length;
  }
  const root = patch.build();
  return file.withSection(Buffer.concat([...parts, root]), { address: start + length, size: root.length });
}

/** Every assembly refers to System.Object: its classes derive from it. */
function objectType(metadata: Metadata): number {
  for (let row = 1; row <= metadata.count(TABLE.typeRef); row++)
    if (metadata.typeName({ table: TABLE.typeRef, row }) === 'System.Object') return tokenOf(TABLE.typeRef, row);
  throw new MeterError('nothing refers to System.Object');
}
