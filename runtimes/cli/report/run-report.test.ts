import { describe, expect, it } from 'vitest';
import { marked, plain, runReport } from '../report.testkit.ts';
import { runReportText } from './run-report.ts';

const lineWith = (text: string, part: string): string => text.split('\n').find((line) => line.includes(part)) ?? '';

describe('runReportText', () => {
  const text = runReportText(runReport(), plain);

  it('begins with the scenario, its policy and its seed', () => {
    expect(text.split('\n', 1)[0]).toBe('token-rush  policy optimistic · seed 42');
  });

  it('has the totals and the speed', () => {
    expect(lineWith(text, '12,500 transactions')).toContain('12,000 committed · 490 reverted · 10 rejected');
    expect(lineWith(text, '6,245 per second')).toContain('2.00 s · 13 blocks · 123,456,789,012,345,678,901 gas');
    expect(lineWith(text, '15,000 executions')).toContain('2,500 aborted (17 %)');
  });

  it('does not round a few aborts to none', () => {
    expect(runReportText(runReport({ incarnations: 20_000, aborts: 1 }), plain)).toContain('1 aborted (<0.1 %)');
  });

  it('leaves out what did not happen', () => {
    expect(text).not.toContain('invalidated');
    const quiet = runReportText(runReport({ conflicts: [], reasons: [], expectations: [], aborts: 0 }), plain);
    for (const section of ['Conflicts', 'Why transactions failed', 'Expectations'])
      expect(quiet).not.toContain(section);
    expect(quiet).toContain('none aborted');
  });

  it('lists what answers at addresses, and what a call costs', () => {
    expect(text).not.toContain('Precompiles');
    const bound = { name: 'tree', contract: 'root', runtime: 'wasm', compiler: 'rustc', codeBytes: 9, codeHash: 'ab' };
    const report = runReport({
      precompiles: [{ ...bound, address: '00'.repeat(18) + '1000', gas: '300 + 12 per word' }],
    });
    expect(lineWith(runReportText(report, plain), 'tree')).toMatch(/tree +0x0000…1000 +wasm root +300 \+ 12 per word$/);
  });

  it('shows how busy each executor was, and restarts only where there were any', () => {
    expect(lineWith(text, 'evm#0')).toMatch(/evm +4711 +8,000 +1\.80 s +90 %$/);
    expect(text).not.toContain('restarts');
    const restarted = runReportText(
      runReport({ executors: runReport().executors.map((one) => ({ ...one, restarts: 2 })) }),
      plain,
    );
    expect(restarted).toContain('restarts');
    expect(lineWith(restarted, 'evm#0')).toMatch(/ 2$/);
  });

  it('names the cell, the writer and the victim of a conflict, and says what it means', () => {
    expect(lineWith(text, '→ token.mint')).toMatch(/token\.balances\[0x1212…1212\] .* 1,234$/);
    expect(text).toContain('was executed again');
    expect(runReportText(runReport({ policy: 'first-committer-wins' }), plain)).toContain('only its nonce counts');
  });

  it('marks expectations, and under first-committer-wins says that they do not count', () => {
    expect(text).toContain('✓ token.totalSupply() = 1000');
    expect(text).toContain('✗ token.owner() = bob, expected alice');
    expect(text).not.toContain('for information only');
    expect(runReportText(runReport({ policy: 'first-committer-wins' }), plain)).toContain('for information only');
  });

  it('puts long values of a failed expectation below each other', () => {
    const [expected, actual] = ['0x' + '1'.repeat(64), '0x' + '2'.repeat(64)];
    const lines = runReportText(
      runReport({ expectations: [{ read: 'a.b()', expected, actual, ok: false }] }),
      plain,
    ).split('\n');
    expect(lines).toContain(`      expected  ${expected}`);
    expect(lines).toContain(`      actual    ${actual}`);
  });

  it('ends with the state root', () => {
    expect(text.split('\n').at(-1)).toBe(`State root  ${'ab'.repeat(32)}`);
  });

  it('fits the width and cuts long names in the middle', () => {
    const long = { cell: `${'a'.repeat(90)}end`, writer: 'w'.repeat(60), victim: 'v'.repeat(60), count: 1 };
    const many = Array.from({ length: 30 }, () => long);
    const lines = runReportText(
      runReport({
        conflicts: many,
        reasons: [{ outcome: 'revert', function: 'f', reason: 'x'.repeat(500), count: 1 }],
      }),
      plain,
    ).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.includes('→') && line.includes('end'))).toHaveLength(10);
    expect(lines).toContain('Conflicts (the first 10 of 30; --json has them all)');
  });

  it('paints good and bad apart', () => {
    const painted = runReportText(runReport(), marked);
    expect(painted).toContain('<good>✓</good>');
    expect(painted).toContain('<bad>✗</bad>');
  });

  it('lets no control character of a contract through', () => {
    const reason = '\u001b[2J\u001b]0;owned\u0007evil\r\nnext';
    const evil = runReportText(
      runReport({ scenario: '\u001b[31mred', reasons: [{ outcome: 'revert', function: 'f', reason, count: 1 }] }),
      plain,
    );

    expect(evil).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(evil).toContain('evil next');
  });
});
