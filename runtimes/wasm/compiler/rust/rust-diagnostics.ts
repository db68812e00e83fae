/** The messages of rustc (`--error-format=json`, one object per line) as diagnostics in the workspace's own files. */
import type { Diagnostic } from '../../../core/artifact.ts';

interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

type Json = Readonly<Record<string, unknown>>;

export interface RustMessages {
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that a message points into, as rustc names it. */
  readonly files: readonly string[];
}

/**
 * `isOwn`: whether a file, as rustc names it, is one of the workspace. What a macro of the SDK did wrong is shown where the
 * macro was used.
 */
export function readRustMessages(stderr: string, entry: string, isOwn: (file: string) => boolean): RustMessages {
  const found: Found[] = [];
  const files = new Set<string>();
  for (const line of stderr.split('\n')) {
    const message = parseLine(line);
    if (!message) continue;
    for (const span of listOf(message['spans'])) collectFiles(span, files);
    const one = toDiagnostic(message, entry, isOwn);
    if (one && !found.some((known) => same(known.diagnostic, one.diagnostic))) found.push(one);
  }
  // What follows from an error that stands where the mistake is, inside a macro that met it.
  const precise = found.some(({ diagnostic, inMacro }) => diagnostic.severity === 'error' && !inMacro);
  const kept = found.filter(
    ({ diagnostic, inMacro }) => !(precise && inMacro && FOLLOWING.test(diagnostic.code ?? '')),
  );
  return { diagnostics: kept.map(({ diagnostic }) => diagnostic), files: [...files] };
}

interface Found {
  readonly diagnostic: Diagnostic;
  /** The place is where a macro was used. */
  readonly inMacro: boolean;
}

const FOLLOWING = /^(E0599|E0080|E0282|E0283|const_err)$/;
const SILENT = /^aborting due to|^\d+ warnings? emitted|^unknown feature specified|: referenced constant has errors$/;

function toDiagnostic(message: Json, entry: string, isOwn: (file: string) => boolean): Found | undefined {
  const level = textOf(message['level']);
  const severity = level.startsWith('error') ? 'error' : level === 'warning' ? 'warning' : undefined;
  const spans = listOf(message['spans']);
  const primary = spans.find((span) => span['is_primary'] === true) ?? spans[0];
  const text = wordingOf(textOf(message['message']), primary ? textOf(primary['label']) : '', message['children']);
  if (severity === undefined || SILENT.test(text)) return undefined;
  const notes = listOf(message['children']).flatMap((child) => listOf(child['spans']));
  const at = [...(primary ? [primary] : []), ...spans, ...notes].find((span) => placeOf(span, isOwn) !== undefined);
  const place = at && placeOf(at, isOwn);
  const code = textOf(objectOf(message['code'])['code']);
  const hint = hintOf(message, text);
  const diagnostic: Diagnostic = {
    severity,
    message: text,
    file: place?.file ?? entry,
    line: place?.line ?? 0,
    column: place?.column ?? 0,
    ...(place ? { endLine: place.endLine, endColumn: place.endColumn } : {}),
    ...(code === '' ? {} : { code }),
    ...(hint === '' ? {} : { hint }),
  };
  return { diagnostic, inMacro: at === undefined || !isOwn(textOf(at['file_name'])) || at !== primary };
}

/** What the SDK refuses at compile time is a panic of a constant: only its text matters. */
function wordingOf(message: string, label: string, children: unknown): string {
  if (message.startsWith('linking with')) {
    const output = listOf(children).map((child) => textOf(child['message']));
    const reason = /(?:error: |undefined symbol: ).*/.exec(output.join('\n'))?.[0];
    return reason === undefined ? message : `the linker refuses it: ${reason.replace(/^error: (\S+\.o: )?/, '')}`;
  }
  const panicked = /the evaluated program panicked at '(.*?)', [^']*$/s.exec(`${message}: ${label}`)?.[1];
  if (panicked !== undefined) return panicked;
  const newer = /^evaluation panicked: (.*)$/s.exec(message)?.[1];
  if (newer !== undefined) return newer;
  return label === '' || message.includes(label) ? message : `${message}: ${label}`;
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /duplicate lang item|can't find crate for `std`|no `?#?\[?panic_handler/,
    'contracts do without the standard library: begin the file with #![no_std]',
  ],
  [
    /: StorageField` is not satisfied/,
    'a field is a handle: Value<U256>, Map<Address, U256>, Array<u64>, StorageString, Counter, ..',
  ],
  [
    /: (AbiDecode|AbiEncode|Output|Returns)` is not satisfied/,
    'types of the ABI: bool, u8 to u128, i8 to i128, U256, I256, Address, [u8; N], Bytes, String, Vec<T>, [T; N], tuples, abi_struct!',
  ],
  [
    /: (Word|Stored)` is not satisfied/,
    'storage holds integers, bool, Address, [u8; N], and handles: Map, Array, StorageString, ..',
  ],
  [/exceeded interpreter step limit/, 'constants are computed while compiling, and this one takes too long'],
];

/** What one has to know here, or rustc's own help. */
function hintOf(message: Json, text: string): string {
  const own = HINTS.find(([pattern]) => pattern.test(text))?.[1];
  if (own !== undefined) return own;
  return listOf(message['children'])
    .filter((child) => child['level'] === 'help')
    .map((child) => {
      const replacement = listOf(child['spans']).map((span) => textOf(span['suggested_replacement']).trim())[0] ?? '';
      return replacement === '' ? textOf(child['message']) : `${textOf(child['message'])}: ${replacement}`;
    })
    .join('; ');
}

/** The innermost place in a file of the workspace. */
function placeOf(span: Json, isOwn: (file: string) => boolean): Span | undefined {
  const file = textOf(span['file_name']);
  if (isOwn(file)) {
    const texts = listOf(span['text']).map((line) => textOf(line['text']));
    return {
      file: file.replaceAll('\\', '/'),
      line: numberOf(span['line_start']),
      column: utf16Column(texts[0] ?? '', numberOf(span['column_start'])),
      endLine: numberOf(span['line_end']),
      endColumn: utf16Column(texts.at(-1) ?? '', numberOf(span['column_end'])),
    };
  }
  const used = objectOf(objectOf(span['expansion'])['span']);
  return used['file_name'] === undefined ? undefined : placeOf(used, isOwn);
}

/** rustc counts characters, editors UTF-16 units. */
const utf16Column = (line: string, column: number): number =>
  [...line].slice(0, column - 1).join('').length + Math.max(1, column - [...line].length);

function collectFiles(span: Json, files: Set<string>): void {
  const file = textOf(span['file_name']);
  if (file !== '') files.add(file);
  const used = objectOf(objectOf(span['expansion'])['span']);
  if (used['file_name'] !== undefined) collectFiles(used, files);
}

const same = (a: Diagnostic, b: Diagnostic): boolean =>
  a.message === b.message && a.file === b.file && a.line === b.line && a.column === b.column;

function parseLine(line: string): Json | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
