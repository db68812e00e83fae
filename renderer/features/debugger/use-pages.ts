import { useEffect, useRef, useState } from 'react';

/** Known at once; what is looked at again is asked for again. */
const MOST = 60;

/** Pages of a long thing, asked for when they come into view. @param version what is known is void when it changes. */
export function usePages<T>(
  wanted: readonly number[],
  version: string,
  load: (page: number) => Promise<T | undefined>,
): ReadonlyMap<number, T> {
  const [known, setKnown] = useState<{ readonly version: string; readonly pages: ReadonlyMap<number, T> }>({
    version,
    pages: new Map(),
  });
  const asked = useRef({ version, pages: new Set<number>() });
  const list = wanted.join(' ');
  useEffect(() => {
    if (asked.current.version !== version) asked.current = { version, pages: new Set() };
    const { pages } = asked.current;
    for (const page of list === '' ? [] : list.split(' ').map(Number)) {
      if (pages.has(page)) continue;
      pages.add(page);
      void load(page).then((told) => {
        if (told === undefined || asked.current.version !== version) return;
        setKnown((before) => {
          const all = [...(before.version === version ? before.pages : []), [page, told] as const];
          for (const [old] of all.slice(0, -MOST)) pages.delete(old);
          return { version, pages: new Map(all.slice(-MOST)) };
        });
      });
    }
    // `load` is another with every drawing.
  }, [list, version]);
  // What was known stays until what is now is there.
  return known.pages;
}
