import type { StateDiff } from '../../workspace/formats/diff-states.ts';
import type { CheckLine } from '../answer.ts';
import { checkLines } from './check-lines.ts';
import { printable, type Layout } from './layout.ts';
import { integer, plural } from './quantity.ts';
import { table } from './table.ts';

export interface CarriedReport {
  readonly block: number;
  readonly stateRoot: string;
  readonly counts: Readonly<Record<string, number>>;
}

const counted = ({ counts }: CarriedReport): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => plural(count, kind))
    .join(' · ');

/** One line for each phrase under its heading, undefined where there is none. */
export function notes(phrases: Readonly<Record<string, readonly string[]>>): string | undefined {
  const lines = Object.entries(phrases).flatMap(([what, list]) => list.map((one) => `${what}: ${printable(one)}`));
  return lines.length === 0 ? undefined : lines.join('\n');
}

export function exportText(report: CarriedReport & { file: string; fileBytes: number }, { paint }: Layout): string {
  const { file, block, stateRoot, fileBytes } = report;
  return [
    `${paint('title', printable(file))}  block ${integer(block)} · ${integer(fileBytes)} bytes`,
    `  ${counted(report)}`,
    `  state root ${stateRoot}`,
  ].join('\n');
}

export function importText(
  report: CarriedReport & { ledger: string; checks: readonly CheckLine[] },
  layout: Layout,
): string {
  return [
    `${layout.paint('title', printable(report.ledger))}  at block ${integer(report.block)}`,
    `  ${counted(report)}`,
    `  state root ${report.stateRoot}`,
    '',
    ...checkLines(report.checks, layout),
  ].join('\n');
}

export function foreignInfoText(
  report: CarriedReport & { file: string; format: string; checks: readonly CheckLine[] },
  layout: Layout,
): string {
  return [
    `${layout.paint('title', printable(report.file))}  ${report.format}, after block ${integer(report.block)}`,
    `  ${counted(report)}`,
    `  state root ${report.stateRoot}`,
    '',
    ...checkLines(report.checks, layout),
  ].join('\n');
}

export interface InfoReport extends CarriedReport {
  readonly file: string;
  readonly version: number;
  readonly program: string;
  readonly chainId: string;
  readonly hardfork: string;
  readonly accounts: readonly string[] | null;
  readonly history: { readonly branch: string; readonly first: number } | null;
  readonly sha256: string;
  readonly contracts: readonly { readonly name: string; readonly account: string; readonly block: number }[];
  readonly checks: readonly CheckLine[];
}

export function infoText(report: InfoReport, layout: Layout): string {
  const { file, version, program, chainId, hardfork, block, accounts, history, contracts } = report;
  const what = accounts === null ? 'whole state' : plural(accounts.length, 'account');
  const past = history === null ? 'no history' : `history of ${history.branch} from block ${integer(history.first)}`;
  return [
    `${layout.paint('title', printable(file))}  snapshot, version ${version}, by ${printable(program)}`,
    `  chain ${chainId} · ${hardfork} · after block ${integer(block)} · ${what} · ${past}`,
    `  ${counted(report)}`,
    `  state root ${report.stateRoot}`,
    `  SHA-256    ${report.sha256}`,
    ...(contracts.length === 0
      ? []
      : [
          '',
          ...table(
            [
              { title: 'contract', cut: 'middle' },
              { title: 'account', cut: 'middle' },
              { title: 'noted at', align: 'right' },
            ],
            contracts.map(({ name, account, block: at }) => [name, `0x${account}`, integer(at)]),
            layout,
          ),
        ]),
    '',
    ...checkLines(report.checks, layout),
  ].join('\n');
}

export function diffText(report: StateDiff, layout: Layout): string {
  const { added, removed, changed, cells, config } = report;
  const total = added + removed + changed;
  if (total === 0 && config.length === 0) return 'The states are equal.';
  const shown = (value: string): string => (value === '' ? '-' : value);
  return [
    `${plural(total, 'cell')} differ${total === 1 ? 's' : ''}: ${integer(changed)} changed, ${integer(added)} only in the second, ${integer(removed)} only in the first`,
    ...config.map((line) => layout.paint('warn', line)),
    ...(cells.length === 0
      ? []
      : table(
          [
            { title: 'cell', cut: 'middle' },
            { title: 'first', cut: 'middle' },
            { title: 'second', cut: 'middle' },
          ],
          cells.map(({ cell, before, after }) => [cell, shown(before), shown(after)]),
          layout,
        )),
    ...(cells.length < total ? [layout.paint('faint', `… and ${integer(total - cells.length)} more (--limit)`)] : []),
  ].join('\n');
}
