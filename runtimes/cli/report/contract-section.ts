import type { RunReport } from '../../workspace/run/report.ts';
import { printable, type Layout } from './layout.ts';
import { amount, integer, plural } from './quantity.ts';

/** Functions shown of one contract. */
const MOST_FUNCTIONS = 40;

/** What the contracts are, where the user gave a contract instead of a scenario. */
export function contractSections(report: RunReport, { paint }: Layout): string[][] {
  if (report.starter === undefined) return [];
  return report.contracts.map(({ contract, runtime, compiler, codeBytes, gasUsed, functions }) => [
    `${paint('title', printable(contract))}  ${paint('faint', printable(`${runtime} · ${compiler}`))}`,
    `  ${integer(codeBytes)} bytes · ${amount(gasUsed)} gas to deploy · ${plural(functions.length, 'function')}`,
    ...functions.slice(0, MOST_FUNCTIONS).map((text) => `  ${printable(text)}`),
    ...(functions.length > MOST_FUNCTIONS
      ? [`  … and ${functions.length - MOST_FUNCTIONS} more; --json has them all`]
      : []),
  ]);
}

/** The scenario that was made for it, for the user to save. */
export function starterSection(starter: string | undefined, { paint }: Layout): string[] {
  if (starter === undefined) return [];
  return [
    `${paint('title', 'Scenario')}  ${paint('faint', 'made for this run; save it as scenario.yaml and go on from there')}`,
    '',
    ...starter.trimEnd().split('\n').map(printable),
  ];
}
