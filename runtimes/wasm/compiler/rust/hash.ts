import { createHash } from 'node:crypto';

/** SHA-256 in hex. */
export const hashOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 of a file's content, the same whether lines end as on Windows or not. */
export function hashText(content: Uint8Array): string {
  const text = Buffer.from(content).toString('latin1');
  return hashOf(Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'));
}
