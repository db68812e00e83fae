/** Where execution stands in Solidity sources, and in which functions. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { compileAll, compiler, DebuggedLedger } from './debug-walk.testkit.ts';
import { solidityDebugInfo } from './solidity-debug-info.ts';

const TESTDATA = join(import.meta.dirname, 'testdata');
afterAll(() => compiler.close());

const EXACT = { optimizer: { enabled: false } };

/** Each statement that the last transaction came to, after the functions that it is in: `run > free: w = q * 2`. */
function statements(ledger: DebuggedLedger): readonly string[] {
  const seen: string[] = [];
  ledger.walk(({ info, view, frame, calls }) => {
    const position = info.position(view.offset);
    if (position === undefined || position.isGenerated) return;
    const { span } = position;
    const source = info.sources.find(({ path }) => path === span.file)?.text.split('\n') ?? [];
    const lines = source.slice(span.line - 1, span.endLine);
    const text = lines
      .map((line, n) =>
        line.slice(n === 0 ? span.column - 1 : 0, n === lines.length - 1 ? span.endColumn - 1 : undefined).trim(),
      )
      .join('');
    const names = calls.map(({ entry }) => info.functionName(entry) ?? '?').join(' > ');
    const line = `${frame.depth > 0 ? `${frame.depth} ` : ''}${names}: ${text}`;
    if (line !== seen.at(-1)) seen.push(line);
  });
  return seen;
}

const RUN = [
  'Steps.run: only(n)',
  'Steps.run: uint256 m = lim + ONE',
  'Steps.run: require(m > 0, "no")',
  'Steps.run: only(5)',
  'Steps.run: uint256 m = lim + ONE',
  'Steps.run: require(m > 0, "no")',
  'Steps.run: uint256 x = free(n)',
  'Steps.run > free: w = q * 2',
  'Steps.run: uint256 x = free(n)',
  'Steps.run: x += 0',
  'Steps.run: uint256 i = 0',
  'Steps.run: i < n',
  'Steps.run: uint256 y = i * x',
  'Steps.run: total += d.add(y)',
  'Steps.run > Sums.add: d.a += x',
  'Steps.run > Sums.add: return d.a',
  'Steps.run: total += d.add(y)',
  'Steps.run: i++',
  'Steps.run: i < n',
  'Steps.run: uint256 y = i * x',
  'Steps.run: total += d.add(y)',
  'Steps.run > Sums.add: d.a += x',
  'Steps.run > Sums.add: return d.a',
  'Steps.run: total += d.add(y)',
  'Steps.run: i++',
  'Steps.run: i < n',
  'Steps.run: if (total > 3',
  'Steps.run: ok = true',
  'Steps.run: let q := dbl(total)',
  'Steps.run > dbl: r := mul(v, 2)',
  'Steps.run: let q := dbl(total)',
  'Steps.run: if gt(q, 3)',
  'Steps.run: total := add(total, q)',
  'Steps.run: function (uint256) pure returns (uint256) fp = free',
  'Steps.run: total = fp(total)',
  'Steps.run > free: w = q * 2',
  'Steps.run: total = fp(total)',
  'Steps.run: try this.ext(total)',
  '1 Steps.ext: return v + b',
  'Steps.run: try this.ext(total)',
  'Steps.run: total = got',
  'Steps.run: nothing()',
  'Steps.run > Steps.nothing: function nothing() internal pure',
  'Steps.run: nothing()',
  'Steps.run: emit E(total + bytes(s).length)',
  'Steps.run: return (total, ok)',
  'Steps.run: b = m',
];

describe('Solidity', () => {
  let artifacts: ReadonlyMap<string, Artifact>;
  const steps = (): Artifact => artifacts.get('Steps') as Artifact;

  beforeAll(async () => {
    artifacts = await compileAll('Steps.sol', TESTDATA, EXACT);
  }, 60_000);

  test('goes from statement to statement, into functions and out of them', async () => {
    const ledger = new DebuggedLedger();
    const account = await ledger.deploy(steps(), [4n]);
    expect(statements(ledger)).toEqual([
      ': uint256 internal b = 7',
      ': Base(k * 2)',
      ': uint256 loc = z + ONE',
      ': b = loc',
      ': im = loc',
      ': uint256 t = k',
      ': b += t',
    ]);
    expect(await ledger.call(account, 'run', [2n, 'abc'])).toBe('success');
    expect(statements(ledger)).toEqual(RUN);
    expect(await ledger.call(account, 'bal', [`0x${account}`])).toBe('success');
    expect(statements(ledger)).toEqual(['Steps.bal: mapping(address => uint256) public bal']);
    expect(await ledger.sendData(account, Uint8Array.of(1, 2, 3, 4))).toBe('success');
    expect(statements(ledger)).toEqual([': b = 3']);
    expect(await ledger.sendData(account, Uint8Array.of(), 3n)).toBe('success');
    expect(statements(ledger)).toEqual([]);
  });

  test('columns are those of editors, behind whatever stands before on the line', () => {
    const info = solidityDebugInfo(steps(), 'deployed');
    const path = join(TESTDATA, 'Steps.sol');
    const lines = (info?.sources.find((source) => source.path === path)?.text ?? '').split('\n');
    const line = lines.findIndex((text) => text.includes('x += 0;')) + 1;
    const spans = steps().code.length === 0 ? [] : allSpans(info, line);
    const column = (lines[line - 1] ?? '').indexOf('x += 0;') + 1;
    expect(spans).toContainEqual({ file: path, line, column, endLine: line, endColumn: column + 6 });
  });

  test('says where the statements of a line begin', () => {
    const info = solidityDebugInfo(steps(), 'deployed');
    const path = join(TESTDATA, 'Steps.sol');
    const lines = (info?.sources.find((source) => source.path === path)?.text ?? '').split('\n');
    const at = (text: string): readonly number[] =>
      info?.offsetsOfLine(path, lines.findIndex((line) => line.includes(text)) + 1) ?? [];
    const begins = (text: string): readonly (string | undefined)[] =>
      at(text).map((offset) => textAt(lines, info?.position(offset)?.span));
    expect(begins('total += d.add(')).toEqual(['total += d.add(']);
    // Only the statement that is come to first.
    expect(begins('for (uint256 i')).toEqual(['uint256 i = 0']);
    expect(begins('if (total > 3)')).toEqual(['if (total > 3']);
    // The modifier is there twice.
    expect(begins('uint256 m = lim')).toEqual(['uint256 m = lim + ONE', 'uint256 m = lim + ONE']);
    expect(begins('return d.a;')).toEqual(['return d.a']);
    for (const nothing of ['pragma', '// Umlauts', 'receive()', '_;', 'contract Steps'])
      expect(at(nothing)).toEqual([]);
    expect(info?.offsetsOfLine('/elsewhere.sol', 3)).toEqual([]);
  });

  test('finds functions by name', () => {
    const info = solidityDebugInfo(steps(), 'deployed');
    const named = (name: string): readonly (string | undefined)[] =>
      (info?.entriesOf(name) ?? []).map((entry) => info?.functionName(entry));
    expect(named('run')).toEqual(['Steps.run']);
    expect(named('Steps.run')).toEqual(['Steps.run']);
    expect(named('add')).toEqual(['Sums.add']);
    expect(named('free')).toEqual(['free']);
    expect(named('im')).toEqual(['Base.im']);
    expect(named('Steps.im')).toEqual(['Base.im']);
    expect(named('fallback')).toEqual(['Steps.fallback']);
    expect(named('nobody')).toEqual([]);
    expect(info?.functionName(1)).toBeUndefined();
    const creation = solidityDebugInfo(steps(), 'creation');
    expect(creation?.entriesOf('constructor').map((entry) => creation.functionName(entry))).toEqual([
      'Steps.constructor',
      'Base.constructor',
    ]);
  });

  test('an artifact of another tool, or without code, tells nothing', () => {
    expect(solidityDebugInfo({ ...steps(), debug: { language: 'artifact' } }, 'deployed')).toBeUndefined();
    expect(solidityDebugInfo({ ...steps(), debug: undefined }, 'creation')).toBeUndefined();
  });
});

const BUILDS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['without the optimiser', EXACT],
  ['with the optimiser', { optimizer: { enabled: true, runs: 200 } }],
  ['optimised for size', { optimizer: { enabled: true, runs: 1 } }],
  ['by way of Yul', { viaIR: true, optimizer: { enabled: false } }],
  ['by way of Yul, with the optimiser', { viaIR: true, optimizer: { enabled: true, runs: 200 } }],
];

describe.each(BUILDS)('built %s', (name, settings) => {
  test('calls open and close in pairs, and every position is in a source', async () => {
    const artifacts = await compileAll('Steps.sol', TESTDATA, settings);
    const steps = artifacts.get('Steps') as Artifact;
    const info = solidityDebugInfo(steps, 'deployed');
    expect(info?.precision).toBe(name === 'without the optimiser' ? 'exact' : 'approximate');
    const ledger = new DebuggedLedger();
    const account = await ledger.deploy(steps, [4n]);
    let most = 0;
    const positions = new Set<number>();
    const check = (): void =>
      ledger.walk(
        ({ info: own, view, calls }) => {
          most = Math.max(most, calls.length);
          if (positions.has(view.offset)) return;
          for (const { entry } of calls) expect(own.functionName(entry)).toBeDefined();
          const span = own.position(view.offset)?.span;
          if (span === undefined) return;
          positions.add(view.offset);
          const lines = own.sources.find(({ path }) => path === span.file)?.text.split('\n') ?? [];
          expect(span.column).toBeLessThanOrEqual((lines[span.line - 1] ?? '').length + 1);
          expect(span.endLine).toBeGreaterThanOrEqual(span.line);
        },
        (_info, status, calls) => expect(status === 'success' ? calls : []).toEqual([]),
      );
    check();
    for (const n of [0n, 1n, 5n]) {
      expect(await ledger.call(account, 'run', [n, 'some text'])).toBe('success');
      check();
    }
    for (const getter of ['im', 'ext']) {
      expect(await ledger.call(account, getter, getter === 'ext' ? [4n] : [])).toBe('success');
      check();
    }
    expect(positions.size).toBeGreaterThan(200);
    // With everything inlined there is nothing to enter.
    if (settings['viaIR'] !== true) expect(most).toBe(2);
  }, 60_000);
});

function allSpans(info: ReturnType<typeof solidityDebugInfo>, line: number): readonly unknown[] {
  return Array.from({ length: 5_000 }, (_, offset) => info?.position(offset)?.span).filter(
    (span) => span?.line === line,
  );
}

/** What is on the first line of a span. */
function textAt(lines: readonly string[], span: ReturnType<typeof allSpans>[number]): string | undefined {
  const at = span as {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
  const line = lines[at.line - 1];
  return line?.slice(at.column - 1, at.endLine === at.line ? at.endColumn - 1 : undefined);
}
