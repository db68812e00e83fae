import { beforeEach, expect, it } from 'vitest';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';

let service: FakeService;
let store: Store;

beforeEach(() => {
  service = new FakeService();
  store = testStore(service, testPage());
  for (const path of ['a.sol', 'b.sol']) service.files.set(path, '');
});

const stand = (path: string, line: number): void => store.getState().stood({ path, line, column: 1 });
/** What the editor does as well: it goes where it is shown to. */
async function travel(steps: number): Promise<string> {
  const { turn } = store.getState().reveal ?? {};
  await store.getState().travel(steps);
  await settled();
  const { path = '', place, turn: now } = store.getState().reveal ?? {};
  if (now !== turn) {
    stand(path, 1);
    stand(path, place?.line ?? 0);
  }
  return `${path}:${place?.line}`;
}

it('goes back to where the cursor was, and forward again', async () => {
  stand('a.sol', 1);
  stand('a.sol', 4);
  stand('a.sol', 40);
  stand('b.sol', 7);
  expect([await travel(-1), await travel(-1), await travel(-1)]).toEqual(['a.sol:40', 'a.sol:4', 'a.sol:4']);
  expect([await travel(1), await travel(1), await travel(1)]).toEqual(['a.sol:40', 'b.sol:7', 'b.sol:7']);
  // From there on it is another way.
  await travel(-1);
  stand('a.sol', 90);
  expect([await travel(1), await travel(-1)]).toEqual(['a.sol:40', 'a.sol:40']);
});

it('forgets a place whose file is gone', async () => {
  stand('gone.sol', 1);
  stand('a.sol', 2);
  stand('gone.sol', 50);
  stand('b.sol', 3);
  await store.getState().travel(-1);
  await settled();
  expect(await travel(-1)).toBe('a.sol:2');
});

it('leads to no place of a workspace that was left', async () => {
  stand('a.sol', 1);
  stand('b.sol', 3);
  store.getState().leaveTravel();
  await store.getState().travel(-1);
  expect(store.getState().reveal).toBeUndefined();
  stand('a.sol', 50);
  stand('b.sol', 50);
  expect(await travel(-1)).toBe('a.sol:50');
});
