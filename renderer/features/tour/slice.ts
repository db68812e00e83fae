/** The first steps of somebody new: each is done when it was really done, wherever and however. */
import type { SliceContext, State } from '../../store/store.ts';

export interface TourStep {
  readonly id: string;
  readonly title: string;
  /** What to do, where. */
  readonly hint: string;
  readonly isDone: (state: State) => boolean;
}

export const TOUR: readonly TourStep[] = [
  {
    id: 'open',
    title: 'Open an example',
    hint: 'Choose one on the welcome page. You get a copy of your own.',
    isDone: ({ workspace }) => workspace !== undefined,
  },
  {
    id: 'read',
    title: 'Open a contract',
    hint: 'Choose contracts/Counter.sol in the Explorer. It is compiled at once, and again whenever it changes.',
    isDone: ({ documents, compiled }) => Object.keys(documents).some((path) => compiled[path]?.contracts.length),
  },
  {
    id: 'deploy',
    title: 'Deploy it',
    hint: 'Press Deploy in the Contracts panel. The caller pays with test ether.',
    isDone: ({ contracts }) => contracts.length > 0,
  },
  {
    id: 'call',
    title: 'Call it',
    hint: 'Open a function of the deployed contract and press Send: a block with your transaction is committed.',
    isDone: ({ transactions, contracts }) =>
      transactions.some(({ to }) => contracts.some(({ address }) => address === to)),
  },
  {
    id: 'events',
    title: 'See its events',
    hint: 'Choose the transaction in the Transactions panel: what it returned, its events, and every frame.',
    isDone: ({ transactions, selectedTransaction }) =>
      transactions.some(({ id, events }) => id === selectedTransaction && events.length > 0),
  },
  {
    id: 'next',
    title: 'What next',
    hint: 'Read how transactions run at the same time and still come out in order.',
    isDone: ({ helpPage }) => helpPage !== undefined,
  },
];

export interface TourSlice {
  readonly isTouring: boolean;
  /** Steps that were done since it began. */
  readonly toured: ReadonlySet<string>;
  /** Nobody has begun or refused it yet. */
  readonly isTourNew: boolean;
  startTour(): Promise<void>;
  endTour(): void;
  /** Looks which steps are done by now: after every change of the state. */
  checkTour(): void;
  tourRemembered(): void;
}

const FILE = 'tour.json';
const EXAMPLE = 'hot-counter';

export function createTourSlice({ set, get, memory }: SliceContext): TourSlice {
  const keep = (): void => {
    const { isTouring, toured } = get();
    memory.set('user', FILE, JSON.stringify({ running: isTouring, done: [...toured] }));
  };
  return {
    isTouring: false,
    toured: new Set(),
    isTourNew: true,
    startTour: async () => {
      set({ isTouring: true, isTourNew: false, toured: new Set() });
      keep();
      await get().createFromExample(EXAMPLE);
    },
    endTour: () => {
      set({ isTouring: false, isTourNew: false });
      keep();
    },
    checkTour: () => {
      const state = get();
      if (!state.isTouring) return;
      const fresh = TOUR.filter(({ id, isDone }) => !state.toured.has(id) && isDone(state)).map(({ id }) => id);
      if (fresh.length === 0) return;
      set({ toured: new Set([...state.toured, ...fresh]) });
      keep();
    },
    tourRemembered: () => {
      try {
        const { running, done } = JSON.parse(memory.get('user', FILE) ?? '') as { running?: unknown; done?: unknown };
        const known = TOUR.map(({ id }) => id).filter((id) => Array.isArray(done) && done.includes(id));
        set({ isTouring: running === true, isTourNew: false, toured: new Set(known) });
      } catch {
        // Nothing is remembered: it is new.
      }
    },
  };
}
