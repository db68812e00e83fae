/**
 * What solc makes of a file that is being written. Where it does not compile, what is wrong is taken out, statement by statement; where
 * that does not help, the last tree that was whole is better than none, and after that one that was only parsed.
 */
import { dirname } from 'node:path';
import { Newest } from '../../../compiling/newest.ts';
import { hashOf } from '../../../compiling/hash.ts';
import type { Diagnostic } from '../../../core/artifact.ts';
import { isObject, listOf, numberOf, objectOf, textOf } from '../../../core/json-shape.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { OpenDocument } from '../../../sdk/language-service.ts';
import { appFolder, chooseSolc, embeddedSolc, type SolcInstallation } from '../solc-versions.ts';
import { workspacePath } from './workspace-path.ts';
import { readSourceGraph, type SourceGraph } from '../source-graph.ts';
import type { SolcAnswer } from '../standard-output.ts';
import { offsetsOf, readProgram, type Program, type Span } from './program.ts';
import { blankAround } from './repair.ts';

/** Asks the process of one solc. */
export type AskSolc = (solc: SolcInstallation, input: string) => Promise<Result<SolcAnswer, string>>;

/** Errors taken out at most: each costs an analysis. */
const REPAIRS = 8;
const KEPT = 24;

/** An error, and where it is. */
interface Trouble {
  /** Unit name. */
  readonly unit: string;
  readonly at: Span;
}

export interface Programs {
  /** undefined: there is no tree of it, and there was none before. */
  read(document: OpenDocument): Promise<Result<Program | undefined, string>>;
}

export function createPrograms(askSolc: AskSolc): Programs {
  const embedded = embeddedSolc();
  const known = new Newest<Program>(KEPT);
  /** By file: the last that was analysed whole. */
  const whole = new Newest<Program>(KEPT);

  async function read(document: OpenDocument): Promise<Result<Program | undefined, string>> {
    /** By unit name. */
    const repaired = new Map<string, string>();
    const repair = (found: Trouble | undefined, text: string | undefined): boolean => {
      if (found === undefined || text === undefined || repairs >= REPAIRS) return false;
      const next = blankAround(text, found.at);
      if (next === undefined || next === text) return false;
      repaired.set(found.unit, next);
      return true;
    };
    let text = document.text;
    let repairs = 0;
    for (; ; repairs++) {
      const graph = await readSourceGraph({ ...document, appFolder, text });
      if (!graph.ok) {
        // An import that leads nowhere.
        const found = troubleOf(workspacePath(document.workspace, document.file) ?? '', text, graph.error);
        if (!repair(found, text)) return ok(whole.get(document.file));
        text = repaired.get(found?.unit ?? '') ?? text;
        continue;
      }
      const { entry, units } = graph.value;
      const read = new Map([...units].map(([unit, one]) => [unit, { ...one, text: repaired.get(unit) ?? one.text }]));
      const answered = await analyse(document, { ...graph.value, units: read }, 'analysis');
      if (!answered.ok) return answered;
      const { program, trouble } = answered.value;
      if (program !== undefined) {
        if (repairs === 0) whole.put(document.file, program);
        return ok(program);
      }
      if (!repair(trouble, read.get(trouble?.unit ?? '')?.text)) return parsed(document, graph.value);
      text = repaired.get(entry) ?? text;
    }
  }

  async function parsed(document: OpenDocument, graph: SourceGraph): Promise<Result<Program | undefined, string>> {
    const last = whole.get(document.file);
    if (last !== undefined) return ok(last);
    const answered = await analyse(document, graph, 'parsing');
    return answered.ok ? ok(answered.value.program) : answered;
  }

  async function analyse(
    { file, workspace, signal }: OpenDocument,
    graph: SourceGraph,
    stopAfter: 'analysis' | 'parsing',
  ): Promise<Result<{ readonly program?: Program; readonly trouble?: Trouble }, string>> {
    const solc = await chooseSolc(graph, embedded, [dirname(file), workspace]);
    if (!solc.ok) return err(solc.error[0]?.message ?? 'no compiler takes this file');
    const input = JSON.stringify({
      language: 'Solidity',
      sources: Object.fromEntries([...graph.units.values()].map(({ unit, text }) => [unit, { content: text }])),
      settings: {
        remappings: graph.remappings,
        ...(stopAfter === 'parsing' && { stopAfter }),
        outputSelection: { '*': { '': ['ast'] } },
      },
    });
    const key = hashOf(`${solc.value.version}\n${file}\n${input}`);
    const there = known.get(key);
    if (there !== undefined) return ok({ program: there });
    if (signal?.aborted) return err('cancelled');
    const answer = await askSolc(solc.value, input);
    if (!answer.ok) return answer;
    const output = parseJson(answer.value.output);
    const program = readProgram(graph, objectOf(output['sources']), stopAfter === 'analysis');
    if (program !== undefined) {
      known.put(key, program);
      return ok({ program });
    }
    const trouble = firstError(output, graph);
    return ok(trouble === undefined ? {} : { trouble });
  }

  return { read };
}

function firstError(output: unknown, { units }: SourceGraph): Trouble | undefined {
  for (const one of listOf(objectOf(output)['errors']).map(objectOf)) {
    const place = objectOf(one['sourceLocation']);
    const unit = textOf(place['file']);
    const text = units.get(unit)?.text;
    if (one['severity'] !== 'error' || text === undefined || numberOf(place['start']) < 0) continue;
    const offset = offsetsOf(text);
    return { unit, at: { start: offset(numberOf(place['start'])), end: offset(numberOf(place['end'])) } };
  }
  return undefined;
}

function troubleOf(entry: string, text: string, diagnostics: readonly Diagnostic[]): Trouble | undefined {
  const placed = diagnostics.find(({ severity, line, file }) => severity === 'error' && line > 0 && file === entry);
  if (placed === undefined) return undefined;
  const start = offsetAt(text, placed);
  return { unit: placed.file, at: { start, end: start + 1 } };
}

export function offsetAt(text: string, { line, column }: { readonly line: number; readonly column: number }): number {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
