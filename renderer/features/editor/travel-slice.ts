/** Where the cursor has been, so that one can go back there: as editors do, a place counts if it is another file or some lines away. */
import type { SliceContext } from '../../store/store.ts';

export interface CursorPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface TravelSlice {
  /** The cursor stands there now. */
  stood(place: CursorPlace): void;
  /** @param steps back where negative; where there is no such place nothing happens. */
  travel(steps: number): Promise<void>;
  /** Places of a workspace mean nothing in another. */
  leaveTravel(): void;
}

/** Lines. What is nearer is the same place, a little further on. */
const NEAR = 10;
const MOST = 100;

export function createTravelSlice({ get }: SliceContext): TravelSlice {
  let places: readonly CursorPlace[] = [];
  let at = -1;
  /** On the way there cursors of other files come and go. */
  let target: CursorPlace | undefined;
  return {
    leaveTravel: () => {
      places = [];
      at = -1;
      target = undefined;
    },
    stood: (place) => {
      if (target !== undefined) {
        if (place.path === target.path && place.line === target.line) target = undefined;
        return;
      }
      const here = places[at];
      if (here?.path === place.path && Math.abs(here.line - place.line) < NEAR) {
        places = places.with(at, place);
        return;
      }
      places = [...places.slice(0, at + 1), place].slice(-MOST);
      at = places.length - 1;
    },
    travel: async (steps) => {
      const place = places[at + steps];
      if (place === undefined) return;
      at += steps;
      target = place;
      const { path, line, column } = place;
      const isThere = await get().openFile(path, { line, column });
      if (isThere || target !== place) return;
      // The file is gone: so is the place.
      target = undefined;
      places = places.filter((one) => one !== place);
      at = Math.min(steps < 0 ? at : at - 1, places.length - 1);
    },
  };
}
