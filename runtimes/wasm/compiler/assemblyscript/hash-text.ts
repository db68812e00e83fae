import { createHash } from 'node:crypto';

/** SHA-256 in hex, the same whether lines end as on Windows or not. */
export const hashText = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
