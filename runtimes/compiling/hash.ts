import { createHash } from 'node:crypto';

/** SHA-256, 64 hex digits. */
export const hashOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** The same of a source file, whether its lines end as on Windows or not. Bytes need not be UTF-8. */
export function hashSource(content: string | Uint8Array): string {
  if (typeof content === 'string') return hashOf(content.replaceAll('\r\n', '\n'));
  const text = Buffer.from(content).toString('latin1');
  return hashOf(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'));
}
