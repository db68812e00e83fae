/**
 * Rewrites the methods of an assembly so that they pay for what they do (README). The file stays as it is but for a further section with
 * the new bodies and the metadata that point to them; tokens stay what they were.
 */
import { createCachedDelegates } from './cached-delegates.ts';
import { createCalledMethods } from './called-methods.ts';
import { guardVariables, INT32 } from './exception-guard.ts';
import { gasMembers } from './gas-members.ts';
import { createGrids, type Grid } from './grids.ts';
import { decode, tokenIn } from './instruction.ts';
import { readLibrary, type Library } from './library.ts';
import { Metadata, MeterError, tokenOf } from './metadata.ts';
import { MetadataPatch } from './metadata-patch.ts';
import { readBody, writeBody } from './method-body.ts';
import { meterMethod } from './meter-method.ts';
import { OP } from './opcodes.ts';
import { PeFile } from './pe-file.ts';
import { createRedirector } from './redirect.ts';
import { TABLE } from './schema.ts';
import { createSizeWriter, ofBytes, sumOf, type Size } from './sizes.ts';
import type { Tracing } from './tracing.ts';
import { trustedMethods } from './trusted-methods.ts';
import { VariableSizes } from './variable-sizes.ts';

/** Bytes of a frame beside its variables, and of an entry of the evaluation stack. */
const FRAME = 64;
const ENTRY = 16;
const STATIC_CONSTRUCTOR = '.cctor';

/** @throws MeterError or RangeError for an assembly that our compiler cannot have made. `tracing`: for a debugger. */
export const meter = (assembly: Uint8Array, library: Library, tracing?: Tracing): Uint8Array =>
  rewrite(assembly, library, false, tracing);

/** For Interleave.Sdk.dll: what it trusts is left alone. `classLibrary`: the assemblies of .NET that it refers to. */
export const meterSdk = (sdk: Uint8Array, classLibrary: readonly Uint8Array[]): Uint8Array =>
  rewrite(sdk, readLibrary(sdk, classLibrary), true);

function rewrite(assembly: Uint8Array, library: Library, isSdk: boolean, tracing?: Tracing): Uint8Array {
  const file = new PeFile(Buffer.from(assembly));
  const metadata = new Metadata(file.metadata);
  const patch = new MetadataPatch(metadata);
  const sizes = new VariableSizes(metadata);
  const context = {
    gas: gasMembers(metadata),
    called: createCalledMethods(metadata),
    isCache: createCachedDelegates(metadata),
    objectSize: keeping((token) => sizes.ofObject(token)),
    boxSize: keeping((token) => sizes.ofBoxed(token)),
    grid: createGrids(metadata, sizes),
    writeSize: createSizeWriter(patch),
    anything: objectType(metadata),
  };
  const trusted = trustedMethods(metadata, isSdk);
  const trace = tracing?.(metadata, patch);
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
    const weight = sumOf(
      ofBytes(FRAME + ENTRY * body.maxStack),
      sizes.ofLocals(body.locals),
      sizes.ofParameters(method),
    );
    const nests = metadata.text(TABLE.methodDef, method, 3) === STATIC_CONSTRUCTOR;
    const guards = guardVariables(body.regions);
    const variables = [...guards, ...lengthsIn(body.il, context.grid), ...(trace === undefined ? [] : [INT32])];
    const { locals, index } =
      variables.length > 0 ? patch.withMore(body.locals, variables) : { locals: body.locals, index: -1 };
    const frame = { weight, nests, guards: index, lengths: index + guards.length, locals };
    const hooks = trace?.method(method, body, index + variables.length - 1);
    const metered = writeBody(meterMethod(body, frame, context, hooks));
    patch.move(method, start + length);
    const padded = Buffer.concat([metered, Buffer.alloc(-metered.length & 3)]);
    parts.push(padded);
    length += padded.length;
  }
  const root = patch.build();
  return file.withSection(Buffer.concat([...parts, root]), { address: start + length, size: root.length });
}

/** Types of the variables for the lengths of arrays of several dimensions. */
function lengthsIn(il: Buffer, grid: (constructor: number) => Grid | undefined): readonly number[] {
  const ranks = decode(il).map((one) => (one.op === OP.newobj ? (grid(tokenIn(one))?.rank ?? 0) : 0));
  return Array.from({ length: Math.max(0, ...ranks) }, () => INT32);
}

function keeping(look: (token: number) => Size): (token: number) => Size {
  const known = new Map<number, Size>();
  return (token) => {
    let size = known.get(token);
    if (size === undefined) known.set(token, (size = look(token)));
    return size;
  };
}

/** Every assembly refers to System.Object: its classes derive from it. */
function objectType(metadata: Metadata): number {
  for (let row = 1; row <= metadata.count(TABLE.typeRef); row++)
    if (metadata.typeName({ table: TABLE.typeRef, row }) === 'System.Object') return tokenOf(TABLE.typeRef, row);
  throw new MeterError('nothing refers to System.Object');
}
