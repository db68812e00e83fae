/** What travels between a window and the service: JSON texts, one message each. Amounts are decimal strings, bytes and addresses 0x-hex. */
import { z } from 'zod';
import { serviceError } from './error.ts';

const id = z.number().int().nonnegative();

export const progress = z.object({ done: z.number(), total: z.number().optional(), what: z.string() });
export type Progress = z.infer<typeof progress>;

export const toService = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), id, method: z.string(), params: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id }),
]);
export type ToService = z.infer<typeof toService>;

export const fromService = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), id, value: z.unknown() }),
  z.object({ kind: z.literal('error'), id, error: serviceError }),
  z.object({ kind: z.literal('progress'), id, progress }),
  z.object({ kind: z.literal('event'), name: z.string(), data: z.unknown() }),
]);
export type FromService = z.infer<typeof fromService>;

/** A way to the other side: a WebSocket, a MessagePort, or a pair of queues in tests. Texts arrive whole and in order. */
export interface Channel {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** Longer messages are not looked at. */
export const MAX_MESSAGE = 32 * 1024 * 1024;
