/** The one place that writes to stdout. */
import type { Answer, Failure, Problem } from './answer.ts';
import type { Host } from './host.ts';
import { failureText } from './report/failure-text.ts';
import { layoutOf } from './report/layout.ts';

/** Known before the command line is understood: an error in it is JSON too. */
export function isJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

export function write(answer: Answer, wantsJson: boolean, { out, err, env }: Host): void {
  switch (answer.kind) {
    case 'help':
      out.write(wantsJson ? json({ help: answer.text }) : answer.text);
      break;
    case 'failure':
      // For people the error goes to stderr: a file that stdout is redirected to holds reports only.
      if (wantsJson) out.write(json({ error: errorObject(answer.failure) }));
      else err.write(`${failureText(answer.failure, layoutOf(err, env))}\n`);
      break;
    case 'report':
      out.write(wantsJson ? json(answer.json) : `${answer.text(layoutOf(out, env))}\n`);
      if (answer.note !== undefined) err.write(`${answer.note}\n`);
      break;
    case 'told':
  }
}

/** Every field always stands there; null where it is not known. */
function errorObject({ more = [], checks, ...first }: Failure): object {
  const problem = ({ message, file, line, column }: Problem) => ({
    message,
    file: file ?? null,
    line: line ?? null,
    column: column ?? null,
  });
  return { ...problem(first), more: more.map(problem), ...(checks && { checks }) };
}

/** One line. A bigint that got this far becomes a decimal string, like all amounts. */
const json = (value: object): string =>
  `${JSON.stringify(value, (_key, field: unknown) => (typeof field === 'bigint' ? field.toString() : field))}\n`;
