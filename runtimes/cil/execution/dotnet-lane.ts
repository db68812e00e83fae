/** .NET in a lane: Interleave.Host.dll, and how it is spoken to (HOST-ABI.md, "Requests"). Everything is synchronous. */
import { basename } from 'node:path';
import type { Ahead } from '../debug/trace-hooks.ts';
import { bootDotnet } from '../dotnet/boot.ts';
import { runtimeLibraries } from '../dotnet/package-folder.ts';
import type { Toolchain } from '../dotnet/toolchain.ts';

export type FrameStatus = 'success' | 'revert' | 'outOfGas' | 'trap' | 'abandoned';

export interface DotnetResult {
  readonly status: FrameStatus;
  readonly unitsLeft: bigint;
  /** Of a trap: its reason as UTF-8. */
  readonly output: Uint8Array;
}

export interface LoadedContract {
  /** What `run` takes. */
  readonly number: number;
  /** Of an assembly with hooks. */
  readonly ahead?: Ahead;
  /** Its class is marked with [NonDeterministic]. */
  readonly nonDeterministic: boolean;
}

export interface DotnetLane {
  /** From now on hooks in assemblies report (debug/frame-trace.ts). */
  listen(): void;
  /** Loads an assembly and finds a contract or precompile in it. */
  load(kind: SourceKind, name: string, image: Uint8Array): LoadedContract;
  /** May be called again while it runs, from an answer to what it asks. */
  run(contract: number, entry: 'call' | 'construct', units: bigint, input: Uint8Array): DotnetResult;
}

export type SourceKind = 'contract' | 'precompile';

const LOAD: Readonly<Record<SourceKind, number>> = { contract: 1, precompile: 3 };
const RUN = 2;
const LISTEN = 4;
const STATUSES: readonly FrameStatus[] = ['success', 'revert', 'outOfGas', 'trap', 'abandoned'];

/** `answer`: what contracts ask of their host. It must not throw. */
export async function startDotnetLane(
  toolchain: Toolchain,
  answer: (question: Uint8Array) => Uint8Array,
): Promise<DotnetLane> {
  const dotnet = await bootDotnet(basename(toolchain.host), {
    libraries: runtimeLibraries,
    assemblies: [toolchain.host, toolchain.sdk],
    onAsk: answer,
  });
  return {
    listen: () => {
      dotnet.call(Buffer.of(LISTEN));
    },
    load: (kind, name, image) => {
      const text = Buffer.from(name);
      const head = Buffer.alloc(5);
      head.writeUInt8(LOAD[kind]);
      head.writeInt32LE(text.length, 1);
      const found = Buffer.from(dotnet.call(Buffer.concat([head, text, image])));
      return { number: found.readInt32LE(), nonDeterministic: found.readUInt8(4) === 1 };
    },
    run: (contract, entry, units, input) => {
      const message = Buffer.alloc(14 + input.length);
      message.writeUInt8(RUN);
      message.writeInt32LE(contract, 1);
      message.writeUInt8(entry === 'construct' ? 1 : 0, 5);
      message.writeBigInt64LE(units, 6);
      message.set(input, 14);
      const end = Buffer.from(dotnet.call(message));
      const status = STATUSES[end.readUInt8()];
      if (status === undefined) throw new Error('.NET: an unknown status');
      return { status, unitsLeft: end.readBigInt64LE(1), output: new Uint8Array(end.subarray(9)) };
    },
  };
}
