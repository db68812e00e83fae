/** What the process answers with. README.md has the same table in words. */
export const EXIT = {
  ok: 0,
  /** A failed expectation, deployment, equivalence or conformance case. */
  failed: 1,
  /** The user's files or flags. */
  input: 2,
  /** A bug of ours (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** 128 + SIGINT; other signals likewise. */
  interrupted: 130,
} as const;
