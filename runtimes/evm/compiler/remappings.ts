/** Import remappings as solc and Foundry write them: `[context:]prefix=target`. */
export interface Remapping {
  readonly context: string;
  readonly prefix: string;
  /** As written: relative to the folder of the file that has it. */
  readonly target: string;
}

/** undefined: not a remapping. */
export function parseRemapping(text: string): Remapping | undefined {
  const match = /^(?:([^:=]*):)?([^=]+)=(.*)$/.exec(text.trim());
  return match ? { context: match[1] ?? '', prefix: match[2] ?? '', target: match[3] ?? '' } : undefined;
}

/** The remapping solc would take: longest context, then longest prefix, then the last one. */
export function chooseRemapping(entries: readonly Remapping[], importer: string, path: string): Remapping | undefined {
  let best: Remapping | undefined;
  for (const entry of entries) {
    if (!importer.startsWith(entry.context) || !path.startsWith(entry.prefix)) continue;
    const longer = best && entry.context.length - best.context.length;
    if (!best || (longer || entry.prefix.length - best.prefix.length) >= 0) best = entry;
  }
  return best;
}
