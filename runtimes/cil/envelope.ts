/**
 * The code of a C# contract on the ledger is its source: what runs is what our compiler makes of it, wherever it is loaded. Or it is an assembly
 * that was compiled elsewhere, which runs where the user trusts it. HOST-ABI.md, "Deployment".
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '../core/result.ts';
import { isObject } from '../core/json-shape.ts';

export interface ContractSource {
  /** Version of the runtime (manifest.version) whose compiler is meant. */
  readonly compiler: string;
  readonly contract: string;
  /** `contract` is the name of a function of bytes, which is bound to an address and never deployed. */
  readonly kind?: 'precompile';
  /** Its class is marked so: transactions that run it are recorded. Whoever compiles it holds it against the class. */
  readonly nonDeterministic?: true;
  /** Path and text of each file, that of the contract first. Empty where there is an assembly. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** As it came, without a meter. */
  readonly assembly?: Uint8Array;
}

export interface Deployment {
  /** What the ledger keeps as the contract's code. */
  readonly payload: Uint8Array;
  /** ABI-encoded constructor arguments. */
  readonly args: Uint8Array;
}

/** Begins the data of a deployment: zero, then "ilc". */
const MAGIC = [0x00, 0x69, 0x6c, 0x63];
const HEADER_BYTES = 8;
/** Bytes of source, unpacked: what is longer is refused before it is. */
export const MAX_SOURCE = 4 << 20;

/** The payload: the source as JSON, deflated (RFC 1951); an assembly in it as base64. */
export function packSource({
  compiler,
  contract,
  kind,
  nonDeterministic,
  files,
  assembly,
}: ContractSource): Uint8Array {
  const made = assembly === undefined ? { files } : { assembly: Buffer.from(assembly).toString('base64') };
  const json = JSON.stringify({ compiler, contract, kind, nonDeterministic, ...made });
  return new Uint8Array(deflateRawSync(json, { level: 9 }));
}

export function unpackSource(payload: Uint8Array): Result<ContractSource, string> {
  let source: unknown;
  try {
    const text = inflateRawSync(payload, { maxOutputLength: MAX_SOURCE });
    source = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    return err('the source is no deflated JSON of at most 4 MiB');
  }
  if (!isObject(source)) return err('the source is no JSON object');
  const { compiler, contract, kind, nonDeterministic, files = [], assembly } = source;
  const isFile = (one: unknown): boolean =>
    Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
  if (
    typeof compiler !== 'string' ||
    typeof contract !== 'string' ||
    !Array.isArray(files) ||
    !files.every(isFile) ||
    (assembly === undefined ? files.length === 0 : files.length > 0 || typeof assembly !== 'string')
  )
    return err('the source lacks compiler, contract or files');
  if (kind !== undefined && kind !== 'precompile') return err('the kind of the source is unknown');
  if (nonDeterministic !== undefined && nonDeterministic !== true)
    return err('nonDeterministic in the source is true or not there');
  return ok({
    compiler,
    contract,
    ...(kind && { kind }),
    ...(nonDeterministic && { nonDeterministic }),
    files: files as [string, string][],
    ...(typeof assembly === 'string' && { assembly: new Uint8Array(Buffer.from(assembly, 'base64')) }),
  });
}

/** What a deployment sends before the constructor's arguments: magic, length (4 bytes, big-endian), payload. */
export function wrapSource(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(HEADER_BYTES + payload.length);
  data.set(MAGIC);
  new DataView(data.buffer).setUint32(4, payload.length);
  data.set(payload, HEADER_BYTES);
  return data;
}

/** Opens an envelope; payload and arguments are views into the data. */
export function unwrapSource(data: Uint8Array): Result<Deployment, string> {
  if (data.length < HEADER_BYTES || MAGIC.some((byte, i) => data[i] !== byte))
    return err('the data of a deployment must begin with 00 69 6c 63 and a length (HOST-ABI.md, "Deployment")');
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(4);
  const end = HEADER_BYTES + length;
  if (end > data.length)
    return err(
      `the data of a deployment ends early: a source of ${length} bytes announced, ${data.length - HEADER_BYTES} left`,
    );
  return ok({ payload: data.subarray(HEADER_BYTES, end), args: data.subarray(end) });
}
