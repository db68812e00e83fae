import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import type { ComparisonView, DependenciesView } from '../../../runtimes/service/contract/comparisons.ts';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { chosenVariants, numbersOf } from './choice.ts';
import { laneHeight } from './draw-mini.ts';
import { fitSpacing, nodeAt, nodeX } from './draw-arcs.ts';
import { graphData, groupingFor, nodeCount } from './graph-data.ts';

const u32 = (...values: number[]): string =>
  btoa(String.fromCharCode(...new Uint8Array(Uint32Array.from(values).buffer)));
const f64 = (...values: number[]): string =>
  btoa(String.fromCharCode(...new Uint8Array(Float64Array.from(values).buffer)));

/** 0 <- 1 <- 3 over one cell, 2 depends on 0 over another. */
const GRAPH: DependenciesView = {
  count: 3,
  independent: 1,
  labels: ['shop.buy', 'shop.sell'],
  senders: ['alice', 'bob'],
  runtimes: ['evm'],
  cells: ['shop.sold', 'alice.@nonce', 'shop.of[bob]'],
  nodes: {
    label: u32(0, 0, 1, 1),
    sender: u32(0, 1, 0, 1),
    runtime: u32(0, 0, 0, 0),
    block: u32(3, 3, 3, 3),
    index: u32(0, 1, 2, 3),
    aborts: u32(0, 2, 0, 1),
    ms: f64(1, 1, 1, 1),
  },
  edges: { from: u32(0, 0, 1), to: u32(1, 2, 3), cell: u32(0, 1, 0) },
  critical: { nodes: [0, 1, 3], cells: [0, 0] },
};

const comparison = (id: number, state: ComparisonView['state']): ComparisonView => ({
  id,
  path: 'scenario.yaml',
  scenario: 'shop',
  clock: 'simulated',
  timing: 'simulated',
  state,
  total: 1,
  runs: [],
  failure: null,
});

describe('what is chosen', () => {
  it('gives every combination, or says what to correct', () => {
    const choice = { policies: ['optimistic', 'serial'], lanes: '1, 4 4', seeds: '', clock: 'simulated' } as const;
    expect(chosenVariants(choice)).toEqual(
      ok([
        { policy: 'optimistic', lanes: 1 },
        { policy: 'serial', lanes: 1 },
        { policy: 'optimistic', lanes: 4 },
        { policy: 'serial', lanes: 4 },
      ]),
    );
    for (const [change, flaw] of [
      [{ lanes: '0' }, /^Lanes/],
      [{ lanes: '1.5' }, /^Lanes/],
      [{ seeds: '-1' }, /^Seeds/],
      [{ policies: [] }, /policy/],
      [{ seeds: Array.from({ length: 9 }, (_, n) => n).join(' '), lanes: '1 2' }, /36 runs/],
    ] as const) {
      const result = chosenVariants({ ...choice, ...change });
      expect(result.ok ? '' : result.error).toMatch(flaw);
    }
    expect(numbersOf('64,65', 1, 64)).toBeUndefined();
  });
});

describe('the graph as it is drawn', () => {
  it('has the critical path last and marked, and groups of one function or sender', () => {
    expect(nodeCount(GRAPH)).toBe(4);
    expect(groupingFor(GRAPH)).toBe('transactions');
    const all = graphData(GRAPH, 'transactions');
    expect(all.edges.map(({ from, to, isCritical }) => [from, to, isCritical])).toEqual([
      [0, 2, false],
      [0, 1, true],
      [1, 3, true],
    ]);
    const path = graphData(GRAPH, 'critical path');
    expect(path.nodes.map(({ name }) => name)).toEqual(['0', '1', '3']);
    expect(path.edges.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const functions = graphData(GRAPH, 'functions');
    expect(functions.nodes.map(({ name, count, aborts, ms }) => [name, count, aborts, ms])).toEqual([
      ['shop.buy', 2, 2, 2],
      ['shop.sell', 2, 1, 2],
    ]);
    expect(functions.edges.map(({ from, to, cell }) => [from, to, cell])).toContainEqual([0, 1, '@nonce']);
  });

  it('finds the node under the pointer', () => {
    const view = { spacing: fitSpacing(100, 600), left: 30 };
    for (const node of [0, 17, 99]) expect(nodeAt(nodeX(node, view), 100, view)).toBe(node);
    expect(nodeAt(-1_000, 100, view)).toBeUndefined();
    expect(laneHeight(200, 84).bar).toBeGreaterThanOrEqual(0.3);
  });
});

describe('the newest comparison', () => {
  let service: FakeService;
  let store: Store;
  beforeEach(() => {
    service = new FakeService();
    store = testStore(service, testPage());
    store.setState({ entries: [{ path: 'scenario.yaml', kind: 'file' }] as never });
  });

  it('is begun with what was chosen, and what another window begins is shown as well', async () => {
    const asked: unknown[] = [];
    service.answers = {
      'compare.start': ((params: unknown) => {
        asked.push(params);
        return ok(comparison(1, 'running'));
      }) as never,
    };
    store.getState().choose({ policies: ['declared'], lanes: '2', clock: 'measured' });
    await store.getState().startComparison();
    expect(asked).toEqual([{ path: 'scenario.yaml', clock: 'measured', variants: [{ policy: 'declared', lanes: 2 }] }]);
    expect(store.getState().comparison?.id).toBe(1);
    const progress = { comparison: 1, run: 1, total: 1, name: 'declared', phase: 'traffic', done: 5, outOf: 9 };
    service.emit('compare.progress', progress);
    expect(store.getState().comparisonProgress).toEqual(progress);
    service.emit('compare.changed', comparison(1, 'done'));
    await settled();
    expect(store.getState()).toMatchObject({ comparison: { state: 'done' }, comparisonProgress: undefined });
    service.emit('compare.changed', comparison(2, 'running'));
    await settled();
    expect(store.getState().comparison?.id).toBe(2);
    // What is late is not shown.
    service.emit('compare.changed', comparison(1, 'done'));
    await settled();
    expect(store.getState().comparison?.id).toBe(2);
  });

  it('tells why it cannot begin', async () => {
    service.answers = { 'compare.start': () => err({ code: 'refused', message: 'a scenario is running' }) };
    await store.getState().startComparison();
    store.getState().choose({ lanes: 'many' });
    await store.getState().startComparison();
    expect(store.getState().notices.map(({ text }) => text)).toEqual([
      'a scenario is running',
      'Lanes: whole numbers from 1 to 64 with commas between them are needed',
    ]);
    expect(store.getState().comparison).toBeUndefined();
  });
});
