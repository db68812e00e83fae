import type { Phase, RunObserver } from '../workspace/run/report.ts';
import type { Host } from './host.ts';
import { layoutOf, printable } from './report/layout.ts';
import { integer, rate } from './report/quantity.ts';
import { cut } from './report/table.ts';

export interface Progress extends Required<
  Omit<RunObserver, 'onChain' | 'onTraffic' | 'onMempools' | 'onBlock' | 'onEvent' | 'onLanes'>
> {
  /** Begins a phase of any kind of work. */
  begin(phase: string): void;
  onProgress(done: number, total: number | undefined): void;
  /** Takes the changing line away; to be called before anything else is written. */
  clear(): void;
}

const PHASES: Readonly<Record<Phase, string>> = {
  compile: 'compiling contracts',
  start: 'starting executors',
  deploy: 'deploying contracts',
  setup: 'running setup',
  plan: 'planning traffic',
  traffic: 'running traffic',
  serial: 'running serially to compare',
  verify: 'comparing',
  determinism: 'running again under changed conditions',
};

/** Between two updates of the line on a terminal, and between two plain lines elsewhere (ms). */
const REDRAW = 100;
const PLAIN = 10_000;

/**
 * Says on stderr how far a command is: on a terminal one line that changes, elsewhere a line per phase and one every ten
 * seconds. Lines that stay (executors, notes) are written above it.
 */
export function createProgress({ err, env, now }: Host): Progress {
  const isLive = err.isTTY && env['TERM'] !== 'dumb';
  const { paint } = layoutOf(err, env);
  let phase = '';
  let began = 0;
  let said = 0;
  /** What the changing line shows; empty: there is none. */
  let shown = '';

  const clear = (): void => {
    if (shown !== '') err.write('\r\u001b[K');
    shown = '';
  };
  const draw = (text: string): void => {
    err.write(`\r\u001b[K${paint('faint', cut(text, (err.columns ?? 80) - 1))}`);
    shown = text;
  };
  const line = (text: string): void => {
    const before = shown;
    clear();
    err.write(`${text}\n`);
    if (before !== '') draw(before);
  };
  const show = isLive ? draw : line;
  const begin = (name: string): void => {
    phase = name;
    began = said = now();
    show(phase);
  };
  return {
    clear,
    begin,
    onPhase: (name) => begin(PHASES[name]),
    onProgress(done, total) {
      const time = now();
      const isDue = isLive ? time - said >= REDRAW || done === total : time - said >= PLAIN;
      if (!isDue) return;
      said = time;
      const seconds = (time - began) / 1000;
      const speed = seconds > 0 ? ` · ${rate(done / seconds)} per second` : '';
      show(`${phase}: ${integer(done)}${total === undefined ? '' : ` of ${integer(total)}`}${speed}`);
    },
    onExecutor: (executor, pid) => line(pid === undefined ? `executor ${executor}` : `executor ${executor} pid ${pid}`),
    onNote(text) {
      for (const part of text.trimEnd().split(/\r?\n/)) line(paint('warn', printable(part)));
    },
  };
}
