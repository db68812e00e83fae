import type { DoctorReport } from '../../workspace/doctor/doctor.ts';
import { printable, type Layout } from './layout.ts';
import { hanging } from './wrap.ts';

type Tool = DoctorReport['toolchains'][number];

export function doctorReportText(report: DoctorReport, layout: Layout): string {
  const list = (title: string, kind: Tool['kind']): string => {
    const tools = report.toolchains.filter((tool) => tool.kind === kind);
    const widths: [number, number] = [longest(tools.map(labelOf)), longest(tools.map(({ version = '' }) => version))];
    return [layout.paint('title', title), ...tools.flatMap((tool) => lines(tool, widths, layout))].join('\n');
  };
  return [list('Hosts', 'host'), list('Compilers', 'compiler'), languages(report, layout).join('\n')].join('\n\n');
}

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

const labelOf = ({ name, language }: Tool): string =>
  language === undefined || language === name ? name : `${name} (${language})`;

function lines(tool: Tool, [nameWidth, versionWidth]: [number, number], layout: Layout): string[] {
  const { paint, width } = layout;
  const { found, version = '', where = '', message, install } = tool;
  const label = printable(labelOf(tool)).padEnd(nameWidth);
  const more = (text: string): string[] => hanging(printable(text), '      ', '      ', width);
  if (!found)
    return [
      `  ${paint('bad', '✗')} ${label}  ${paint('bad', 'missing')}`,
      ...(message === undefined ? [] : more(message)),
      ...(install === undefined ? [] : [`      install it with: ${paint('strong', printable(install))}`]),
    ];
  const line = `  ${paint('good', '✓')} ${label}  ${printable(version).padEnd(versionWidth)}  ${paint('faint', printable(where))}`;
  return [line.trimEnd(), ...(message === undefined ? [] : more(message).map((text) => paint('faint', text)))];
}

function languages({ languages: all }: DoctorReport, { paint, width }: Layout): string[] {
  const list = (available: boolean): string =>
    all
      .filter((language) => language.available === available)
      .map(({ name, extensions }) => `${name} (${extensions.join(' ')})`)
      .join(', ');
  const [can, cannot] = [list(true), list(false)];
  return [
    paint('title', 'Languages that can be compiled'),
    ...hanging(printable(can), '  ', '  ', width),
    ...(cannot === ''
      ? []
      : hanging(`not yet: ${printable(cannot)}`, '  ', '  ', width).map((line) => paint('warn', line))),
  ];
}
