import { expect, it } from 'vitest';
import { FakeService, testPage } from './fake-service.testkit.ts';
import { Memory } from './memory.ts';

const recalls = (service: FakeService, text: string, time: number): void => {
  service.answers['workspace.recall'] = () => ({
    ok: true,
    value: { folder: '/own', items: [{ name: 'layout.json', text, time }] },
  });
};

it('of what the browser and the service remember, the later counts, and the other is told', async () => {
  const kept = new Map([['interleave:/ws:layout.json', '{"text":"mine","time":50}']]);
  const service = new FakeService();
  const sent: unknown[] = [];
  service.answers['workspace.remember'] = (params) => {
    sent.push(params);
    return { ok: true, value: {} };
  };
  recalls(service, 'theirs', 60);
  const memory = new Memory(service, testPage(kept));
  await memory.load('workspace', '/ws');
  expect([memory.get('workspace', 'layout.json'), sent]).toEqual(['theirs', []]);
  recalls(service, 'older', 40);
  const again = new Memory(service, testPage(kept));
  await again.load('workspace', '/ws');
  expect(again.get('workspace', 'layout.json')).toBe('mine');
  expect(sent).toEqual([{ name: 'layout.json', text: 'mine', time: 50 }]);
});

it('a browser without room leaves it to the service', async () => {
  const page = testPage();
  const full = {
    ...page.storage,
    setItem: () => {
      throw new Error('quota');
    },
  };
  const service = new FakeService();
  const memory = new Memory(service, { ...page, storage: full });
  memory.set('workspace', 'unsaved/a', 'text');
  expect(memory.get('workspace', 'unsaved/a')).toBe('text');
  await memory.flush();
  expect(service.asked).toEqual(['workspace.remember']);
});

it('one workspace does not see what another remembers', async () => {
  const kept = new Map<string, string>();
  const memory = new Memory(new FakeService(), testPage(kept));
  await memory.load('workspace', '/a');
  memory.set('workspace', 'layout.json', 'of a');
  await memory.load('workspace', '/b');
  expect(memory.get('workspace', 'layout.json')).toBeUndefined();
});
