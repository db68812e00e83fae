import type { BlockReport, LedgerReport, TransactionReport } from '../../workspace/lasting/ledger-report.ts';
import { printable, type Layout } from './layout.ts';
import { amount, integer, plural } from './quantity.ts';
import { table } from './table.ts';

const time = (seconds: number | null): string =>
  seconds === null ? '' : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

export function infoText(
  { file, branch, head, branches, contracts, config, lastMove }: LedgerReport,
  layout: Layout,
): string {
  return [
    `${layout.paint('title', printable(file))}  on ${branch}, block ${integer(head.number)}`,
    `  chain ${config.chainId} · ${config.hardfork}`,
    `  state root ${head.stateRoot ?? 'not worked out yet'}`,
    ...(lastMove === null ? [] : [`  undo takes back: ${lastMove}`]),
    '',
    layout.paint('title', 'Branches'),
    ...table(
      [{ title: 'name' }, { title: 'block', align: 'right' }, { title: 'hash', cut: 'end' }],
      branches.map(({ name, number, hash, current }) => [`${name}${current ? ' *' : ''}`, integer(number), hash]),
      layout,
    ),
    ...(contracts.length === 0 ? [] : ['', layout.paint('title', 'Contracts')]),
    ...(contracts.length === 0
      ? []
      : table(
          [{ title: 'name' }, { title: 'address' }, { title: 'contract' }, { title: 'since block', align: 'right' }],
          contracts.map(({ name, account, runtime, contract, block }) => [
            name,
            `0x${account}`,
            `${runtime} ${contract}`,
            integer(block),
          ]),
          layout,
        )),
  ].join('\n');
}

export function logText(blocks: readonly BlockReport[], layout: Layout): string {
  return table(
    [
      { title: 'block', align: 'right' },
      { title: 'time' },
      { title: 'policy' },
      { title: 'transactions', align: 'right' },
      { title: 'gas', align: 'right' },
      { title: 'hash', cut: 'end' },
      { title: '' },
    ],
    blocks.map(({ number, timestamp, policy, transactions, gasUsed, hash, branches }) => [
      integer(number),
      time(timestamp),
      policy ?? 'genesis',
      integer(transactions),
      amount(gasUsed),
      hash.slice(0, 12),
      branches.join(', '),
    ]),
    layout,
  ).join('\n');
}

export interface ShowReport {
  readonly block: BlockReport;
  readonly transactions: readonly TransactionReport[];
  readonly changed: number;
  readonly cells: readonly { readonly cell: string; readonly before: string; readonly after: string }[];
}

const shown = (value: string): string => (value === '' ? '–' : value);

export function showText({ block, transactions, changed, cells }: ShowReport, layout: Layout): string {
  const { number, hash, timestamp, policy, gasUsed, stateRoot } = block;
  return [
    `${layout.paint('title', `Block ${integer(number)}`)}  ${policy ?? 'genesis'} · ${amount(gasUsed)} gas ${time(timestamp)}`,
    `  hash ${hash}`,
    `  state root ${stateRoot ?? 'not worked out yet'}`,
    ...(transactions.length === 0 ? [] : ['', layout.paint('title', plural(transactions.length, 'transaction'))]),
    ...(transactions.length === 0
      ? []
      : table(
          [
            { title: '#', align: 'right' },
            { title: 'from', cut: 'middle' },
            { title: 'to', cut: 'middle' },
            { title: 'runtime' },
            { title: 'outcome', cut: 'end' },
            { title: 'gas', align: 'right' },
            { title: 'events', align: 'right' },
          ],
          transactions.map(({ index, from, to, runtime, outcome, gasUsed: gas, events }) => [
            String(index),
            from,
            to ?? 'deployment',
            runtime,
            outcome,
            amount(gas),
            String(events),
          ]),
          layout,
        )),
    ...(changed === 0 ? [] : ['', layout.paint('title', `${plural(changed, 'cell')} changed`)]),
    ...(changed === 0
      ? []
      : table(
          [
            { title: 'cell', cut: 'middle' },
            { title: 'before', cut: 'end' },
            { title: 'after', cut: 'end' },
          ],
          cells.map(({ cell, before, after }) => [cell, shown(before), shown(after)]),
          layout,
        )),
    ...(changed > cells.length ? [`  and ${plural(changed - cells.length, 'more cell')}`] : []),
  ].join('\n');
}
