import type { StopTold } from './dap-shapes.ts';

const WORDS: Readonly<Record<string, string>> = {
  entry: 'At the beginning',
  step: 'After a step',
  breakpoint: 'At a breakpoint',
  'function breakpoint': 'At a function',
  'instruction breakpoint': 'At an instruction',
  'data breakpoint': 'A cell is touched',
  goto: 'At the chosen step',
  end: 'At the end of the transaction',
};

/** Why the debugger stands where it stands, as people say it. */
export function stopWords({ reason, description, text }: StopTold): string {
  const why = WORDS[reason] ?? description ?? reason;
  return text === undefined || text === '' ? why : `${why}: ${text}`;
}
