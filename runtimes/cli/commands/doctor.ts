import type { Command } from 'commander';
import type { Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import { jsonFlag } from '../flags.ts';
import type { Host } from '../host.ts';
import { doctorReportText } from '../report/doctor-report.ts';

const EXAMPLES = `
Examples:
  npm run -s cli -- doctor
  npm run -s cli -- doctor --json

Exit code: 0, also where something is missing: what is there works without it.`;

export function addDoctorCommand(program: Command, host: Host, answer: (answer: Answer) => void): void {
  program
    .command('doctor')
    .summary('list hosts and compilers: found or missing')
    .description(
      'Lists what contracts run on and what compiles them: version, place, and how to install what is missing.',
    )
    .addOption(jsonFlag())
    .addHelpText('after', EXAMPLES)
    .action(async () => answer(await doctor(host)));
}

async function doctor({ base }: Host): Promise<Answer> {
  const { examine } = await import('../../workspace/doctor/doctor.ts');
  const report = await examine(base);
  return { kind: 'report', exitCode: EXIT.ok, json: report, text: (layout) => doctorReportText(report, layout) };
}
