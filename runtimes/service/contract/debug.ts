/** Debugging a transaction: a session of the Debug Adapter Protocol (https://microsoft.github.io/debug-adapter-protocol), request by request. */
import { z } from 'zod';
import { calling } from './ledger.ts';

const count = z.number().int().min(0);

export const target = z.discriminatedUnion('kind', [
  /** A transaction of the workspace's ledger. */
  z.object({ kind: z.literal('live'), block: count, index: count }),
  /** An incarnation of a run of the Schedule view, by its row. */
  z.object({ kind: z.literal('incarnation'), run: count, row: count }),
  /** A call that nobody has sent, on the state as it is; nothing of it is kept. */
  z.object({ kind: z.literal('call'), ...calling.shape }),
]);
export type DebugTargetChoice = z.infer<typeof target>;

export const opened = z.object({ session: z.number(), title: z.string() });

/** `arguments`: checked by the adapter, which knows the protocol. */
export const asking = z.object({ session: count, command: z.string().max(100), arguments: z.unknown().optional() });
export const answer = z.object({ body: z.unknown() });

/** An event of the protocol. */
export const event = z.object({ session: z.number(), event: z.string(), body: z.unknown() });
export type DebugEvent = z.infer<typeof event>;
