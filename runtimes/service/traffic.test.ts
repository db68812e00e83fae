import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { startService, type TestService } from './service.testkit.ts';

const workspaces = testWorkspaces();
let service: TestService;

beforeAll(async () => {
  const home = await workspaces.create({});
  service = startService(home);
  await service.ask('host.create', { example: 'box-office', path: join(home, 'box') });
});
afterAll(async () => {
  await service.host.close();
  await workspaces.removeAll();
  expect(service.faults).toEqual([]);
});

it('a scenario for a contract is made, read as a form, changed, examined and run', async () => {
  const path = 'mine.yaml';
  const { text } = await service.ask('traffic.add', { path, text: '', source: 'contracts/BoxOffice.sol' });
  const { form } = await service.ask('traffic.read', { path, text });
  if (form === null) throw new Error(text);
  expect(form.contracts).toMatchObject([{ name: 'boxOffice', source: 'contracts/BoxOffice.sol' }]);
  const [buy] = form.traffic;
  if (!buy) throw new Error(text);
  const wanted = { ...form, traffic: [{ ...buy, count: '30', from: { kind: 'zipf', skew: 2 } as const }] };
  const written = await service.ask('traffic.write', { path, text, form: wanted });
  const examined = await service.ask('traffic.examine', { path, text: written.text });
  expect(examined).toMatchObject({ flaws: [], contracts: [{ name: 'boxOffice', runtime: 'evm', fault: null }] });
  expect(examined.preview).toMatchObject({ total: 30, planned: 30 });
  await service.ask('files.write', { path, text: written.text });
  const ended = new Promise<unknown>((resolve) =>
    service.client.on('run.done', ({ state, failure }) => resolve([state, failure])),
  );
  await service.ask('run.start', { path });
  expect(await ended).toEqual(['done', null]);
});

it('what cannot be is refused in words', async () => {
  const no = await service.client.request('traffic.add', { path: 's.yaml', text: '', source: 'nothing.sol' });
  expect(no).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(await service.ask('traffic.read', { path: 's.yaml', text: 'a: [' })).toMatchObject({
    form: null,
    flaws: [{ field: null, line: 1 }],
  });
});
