import type { CellHistoryReport, StateReport, VersionReport } from '../../workspace/lasting/state-report.ts';
import { printable, type Layout } from './layout.ts';
import { amount, integer, plural } from './quantity.ts';
import { table } from './table.ts';

export function stateText({ block, total, cells }: StateReport, layout: Layout): string {
  return [
    `${layout.paint('title', `After block ${integer(block)}`)}  ${plural(total, 'cell')}`,
    ...(cells.length === 0
      ? []
      : table(
          [
            { title: 'cell', cut: 'middle' },
            { title: 'value', cut: 'end' },
          ],
          cells.map(({ cell, value }) => [cell, amount(value)]),
          layout,
        )),
    ...(total > cells.length ? [`  and ${plural(total - cells.length, 'more cell')}: see --limit and --account`] : []),
  ].join('\n');
}

const held = (value: string): string => (value === '' ? '–' : amount(value));

export function cellHistoryText({ cell, versions }: CellHistoryReport, layout: Layout): string {
  const title = layout.paint('title', printable(cell));
  if (versions.length === 0) return `${title}  was never written`;
  return [
    `${title}  ${plural(versions.length, 'version')}, the newest first`,
    ...table(
      [
        { title: 'block', align: 'right' },
        { title: 'before', cut: 'end' },
        { title: 'after', cut: 'end' },
        { title: 'written by', cut: 'end' },
      ],
      versions.map((version) => [
        integer(version.block),
        held(version.before),
        held(version.after),
        writersText(version),
      ]),
      layout,
    ),
  ].join('\n');
}

function writersText({ writers, timestamp }: VersionReport): string {
  if (writers === null) return timestamp === null ? 'the beginning' : 'not kept';
  return writers
    .map(
      ({ transaction, value, added }) => `#${transaction} ${added === null ? held(value ?? '') : `+${amount(added)}`}`,
    )
    .join(', ');
}
