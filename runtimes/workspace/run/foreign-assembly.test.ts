/** A contract that is an assembly without source, from scenario file to a ledger on another machine. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csharpCache } from '../../cil/dotnet/cache.testkit.ts';
import { rawAssembly } from '../../cil/foreign/foreign.testkit.ts';
import { installed } from '../../registry.ts';
import { snapshotFormat } from '../formats/snapshot-format.ts';
import { runScenario, verifyScenario } from './run-scenario.ts';

process.env['INTERLEAVE_CACHE'] = await csharpCache();

const BOX = `using Interleave;
public class Box : Contract
{
    [Storage] public UInt256 Held { get; private set; }
    public Box(UInt256 held) { Held = held; }
    public void Add(UInt256 more) => Held += more;
}
`;
const SCENARIO = `name: box
contracts:
  box: { source: contracts/Box.dll, args: [40] }
traffic:
  - { to: box, call: add, count: 2, args: [1] }
expect:
  - { read: 'box.held()', equals: 42 }
`;
const SLOW = 240_000;
let folder = '';
const file = (): string => join(folder, 'workspace/box.yaml');
const machine = (name: string): void => void (process.env['INTERLEAVE_TRUST'] = join(folder, name));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-foreign-'));
  await mkdir(join(folder, 'workspace/contracts'), { recursive: true });
  await writeFile(file(), SCENARIO);
  await writeFile(join(folder, 'workspace/contracts/Box.dll'), await rawAssembly(BOX));
  machine('here');
}, SLOW);
afterAll(async () => {
  delete process.env['INTERLEAVE_TRUST'];
  await rm(folder, { recursive: true });
});

it('runs in a workspace that the user trusts, and stays trusted', { timeout: SLOW }, async () => {
  const refused = await runScenario({ file: file() });
  expect(refused).toMatchObject({
    ok: false,
    error: { file: 'box.yaml', message: expect.stringMatching(/Box\.dll was compiled elsewhere.*--trust/) },
  });
  const ran = await runScenario({ file: file(), trust: true, export: join(folder, 'end.ilsnap') });
  if (!ran.ok) throw new Error(JSON.stringify(ran.error));
  expect(ran.value.expectations).toMatchObject([{ ok: true }]);
  const verified = await verifyScenario({ file: file() });
  expect(verified.ok && verified.value.equivalent).toBe(true);
});

it('comes to another machine only if the user trusts it there', { timeout: SLOW }, async () => {
  machine('there');
  const request = { file: join(folder, 'end.ilsnap'), ledger: join(folder, 'copy.ledger'), registry: installed };
  const { import: read } = snapshotFormat;
  if (typeof read === 'string') throw new Error(read);
  expect(await read(request)).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/Box was compiled elsewhere.*--trust/) },
  });
  expect(await read({ ...request, trustedFor: folder })).toMatchObject({ ok: true });
});
