import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DapClient } from './dap-client.testkit.ts';

const EXAMPLE = join(import.meta.dirname, '../../../resources/examples/three-way-swap');
const MINT = join(EXAMPLE, 'contracts/Mint.cs');

let client: DapClient;
afterEach(() => client.close());

const stackOf = async (): Promise<readonly string[]> =>
  (await client.stack()).map(({ name, line }) => `${name} ${line}`);

test('one call stack from Solidity by way of Rust into C#, both ways', { timeout: 240_000 }, async () => {
  client = new DapClient(EXAMPLE);
  let verified: unknown;
  await client.launch({ scenario: 'scenario.yaml', tx: '0' }, async () => {
    verified = await client.ask('setBreakpoints', {
      source: { path: MINT },
      breakpoints: [{ line: 21, condition: 'copper > 5' }, { line: 19 }],
    });
  });
  expect(verified).toMatchObject({
    breakpoints: [
      { verified: true, line: 21 },
      { verified: true, line: 20 },
    ],
  });
  await client.event('stopped');

  expect(await client.move('continue')).toMatchObject({ reason: 'breakpoint' });
  const atFirst = await stackOf();
  expect(atFirst[0]).toMatch(/^mint\.give\(.* 20$/);
  expect(atFirst.some((one) => one.startsWith('broker.exchange('))).toBe(true);
  expect(atFirst.at(-1)).toMatch(/^desk\.(trySwap|swap)\(/);
  expect(await client.value('silver')).toMatch(/^\d+$/);

  expect(await client.move('continue')).toMatchObject({ reason: 'breakpoint' });
  expect((await stackOf())[0]).toMatch(/ 21$/);
  const [silver, copper] = [await client.value('silver'), await client.value('copper')];
  expect(BigInt(copper)).toBe(100n * BigInt(silver));

  // Over each statement to the end of the function, and back again.
  const forwards = [await stackOf()];
  for (let i = 0; i < 4; i++) {
    await client.move('next');
    forwards.push(await stackOf());
  }
  expect(forwards.map(([top]) => top?.split(' ').at(-1))).toEqual(['21', '22', '23', '24', '25']);
  expect(await client.value('Stock')).toMatch(/^\d+$/);
  const backwards = [await stackOf()];
  for (let i = 0; i < 4; i++) {
    await client.move('stepBack');
    backwards.push(await stackOf());
  }
  expect(backwards.toReversed()).toEqual(forwards);

  // Out of C#: optimised Rust has nothing left to do there.
  await client.move('stepOut');
  expect((await stackOf())[0]).not.toMatch(/^mint/);
});

test('C# that is not deterministic, as it was when it ran', { timeout: 240_000 }, async () => {
  const folder = join(import.meta.dirname, '../../../resources/examples/weather-oracle');
  const station = join(folder, 'contracts/station/Station.cs');
  client = new DapClient(folder);
  const call = { to: 'station', call: 'observe', from: 'keeper', gas: 1_000_000 };
  await client.launch({ scenario: 'scenario.yaml', call, recordSteps: true }, async () => {
    await client.ask('setBreakpoints', { source: { path: station }, breakpoints: [{ line: 32 }] });
  });
  await client.event('stopped');
  expect(await client.move('continue')).toMatchObject({ reason: 'breakpoint' });
  const sum = await client.value('sum');
  expect(await client.value('now')).toMatch(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/);
  await client.move('next');
  expect(Number(await client.value('Temperature'))).toBe(Math.round((100 * Number(sum)) / 5));
  await client.move('stepBack');
  expect([(await stackOf())[0]?.split(' ').at(-1), await client.value('sum')]).toEqual(['32', sum]);
});
