import { expect, it } from 'vitest';
import { FakeService, testPage, testStore } from '../../store/fake-service.testkit.ts';

it('steps are done when they were done, in whatever order, and stay done; closed, it stays closed', async () => {
  const kept = new Map<string, string>();
  const store = testStore(new FakeService(), testPage(kept));
  await store.getState().startTour();
  expect([...store.getState().toured]).toEqual(['open']);
  store.getState().openHelp('how-it-works');
  store.setState({ workspace: undefined });
  expect([...store.getState().toured]).toEqual(['open', 'next']);
  const again = testStore(new FakeService(), testPage(kept));
  again.getState().tourRemembered();
  expect(again.getState()).toMatchObject({ isTouring: true, isTourNew: false, toured: new Set(['open', 'next']) });
  again.getState().endTour();
  const last = testStore(new FakeService(), testPage(kept));
  last.getState().tourRemembered();
  expect(last.getState()).toMatchObject({ isTouring: false, isTourNew: false });
});
