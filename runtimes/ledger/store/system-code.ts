import { constants } from 'node:os';

/** The code of a system's error (`ENOSPC`), which Node does not know of an exceeded quota; undefined: it is none. */
export function systemCode(error: unknown): string | undefined {
  const { code, errno } = error as { code?: unknown; errno?: unknown };
  if (errno === -constants.errno.EDQUOT) return 'EDQUOT';
  return typeof code === 'string' ? code : undefined;
}
