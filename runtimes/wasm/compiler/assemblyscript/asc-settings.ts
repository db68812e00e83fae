/** Settings of the AssemblyScript compiler. */
export interface AscSettings {
  readonly optimizeLevel: number;
  readonly shrinkLevel: number;
}

/** `optimize` is 0 to 3, or `s` (the default), which looks at size too, or `z`, at size above all. The error is a sentence. */
export function parseAscSettings(settings: Readonly<Record<string, unknown>>): AscSettings | string {
  const unknown = Object.keys(settings).filter((name) => name !== 'optimize');
  if (unknown.length > 0)
    return `the AssemblyScript compiler knows no setting "${String(unknown[0])}"; it has: optimize`;
  const level = settings['optimize'] ?? 's';
  if (level === 's') return { optimizeLevel: 3, shrinkLevel: 1 };
  if (level === 'z') return { optimizeLevel: 3, shrinkLevel: 2 };
  if (typeof level === 'number' && [0, 1, 2, 3].includes(level)) return { optimizeLevel: level, shrinkLevel: 0 };
  return 'the setting optimize of the AssemblyScript compiler is 0, 1, 2, 3, "s" or "z"';
}
