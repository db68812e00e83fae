/** Artifacts that other tools have compiled: Hardhat, Foundry, Truffle and plain solc JSON, or an ABI alone. */
import { basename, relative, resolve, sep } from 'node:path';
import { parse as parseTolerant, type ParseError } from 'jsonc-parser';
import type { AbiJson, Artifact, Diagnostic } from '../core/artifact.ts';
import { decodeHex } from '../core/hex.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Compiler } from '../sdk/compiler.ts';
import { isInside } from '../compiling/is-inside.ts';
import { isObject, objectOf, textOf, type JsonObject } from '../core/json-shape.ts';
import { librariesOf, parseLinkReferences } from './compiler/link.ts';
import { readText } from './compiler/read-text.ts';
import { positionOf } from './compiler/source-position.ts';
import { parseStorageLayout } from '../rules/storage-layout/storage-layout.ts';

/** Truffle puts whole syntax trees into its artifacts. */
const MAX_ARTIFACT_BYTES = 32 * 2 ** 20;

/** Reads artifact files under the interface of a compiler; needs no process. */
export function createArtifactReader(): Compiler {
  return {
    compile: async ({ file, workspace }) => {
      const folder = resolve(workspace);
      const label = isInside(file, folder) ? relative(folder, file).replaceAll(sep, '/') : file;
      const text = await readText(file, MAX_ARTIFACT_BYTES);
      const artifact = text.ok
        ? readArtifactJson(text.value, label)
        : err<Diagnostic>({
            severity: 'error',
            message: `${basename(file)} ${text.error}`,
            file: label,
            line: 0,
            column: 0,
          });
      return artifact.ok ? ok({ artifacts: [artifact.value], diagnostics: [] }) : err([artifact.error]);
    },
    warm: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** `file` is what diagnostics call it. An artifact without code (an interface, an ABI alone) has empty `code`. */
export function readArtifactJson(text: string, file: string): Result<Artifact, Diagnostic> {
  const fail = (message: string, hint?: string, at?: number) =>
    err<Diagnostic>({
      severity: 'error',
      message,
      file,
      ...(at === undefined ? { line: 0, column: 0 } : positionOf(text, at)),
      ...(hint === undefined ? {} : { hint }),
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.replaceAll(/\s+/g, ' ').slice(0, 200);
    return fail(`not valid JSON: ${reason}`, undefined, syntaxErrorAt(text));
  }
  const name = basename(file).replace(/\.json$/i, '');
  const document: JsonObject = Array.isArray(json) ? { abi: json } : objectOf(json);
  if (document['abi'] === undefined) {
    const hint = 'expected the artifact of one contract, as Hardhat, Foundry or Truffle write it';
    return fail("not a contract artifact: it has no 'abi'", hint);
  }
  const abi = checkAbi(document['abi']);
  if (typeof abi === 'string') return fail(abi);
  const code = codeOf(document);
  if (code.problem !== undefined) return fail(code.problem, code.hint);
  const layout = parseStorageLayout(document['storageLayout']);
  return ok({
    runtime: 'evm',
    contract: textOf(document['contractName']) || targetOf(document).contract || name,
    source: textOf(document['sourceName']) || targetOf(document).file || file,
    abi,
    code: decodeHex(code.hex),
    compiler: compilerOf(document),
    ...(layout ? { storageLayout: document['storageLayout'] } : {}),
    debug: {
      language: 'artifact',
      bytecode: document['bytecode'],
      deployedBytecode: document['deployedBytecode'],
      immutableReferences: document['immutableReferences'],
      metadata: document['rawMetadata'] ?? document['metadata'],
    },
  });
}

/** JSON.parse gives the place of only some errors. */
function syntaxErrorAt(text: string): number {
  const problems: ParseError[] = [];
  try {
    parseTolerant(text, problems);
  } catch {
    return 0; // nested deeper than its stack
  }
  return problems[0]?.offset ?? text.length;
}

interface Code {
  readonly hex: string;
  readonly problem?: string;
  readonly hint?: string;
}

/** Text with or without 0x (Hardhat, Truffle), `{object}` (Foundry), `evm.bytecode.object` (solc, Waffle). */
function codeOf(document: JsonObject): Code {
  const field = document['bytecode'] ?? objectOf(document['evm'])['bytecode'];
  if (field === undefined || field === null) return { hex: '' };
  const value = isObject(field) ? field['object'] : field;
  if (typeof value !== 'string')
    return { hex: '', problem: "'bytecode' is neither hex text nor an object with 'object'" };
  const hex = value.startsWith('0x') ? value.slice(2) : value;
  const placeholder = /__.{0,38}/.exec(hex)?.[0];
  if (placeholder !== undefined) {
    const references = (isObject(field) ? field['linkReferences'] : undefined) ?? document['linkReferences'];
    const libraries = librariesOf(parseLinkReferences(references));
    return {
      hex: '',
      problem: `the bytecode is not linked: it needs ${libraries.length > 0 ? libraries.join(', ') : `the library behind ${placeholder}`}`,
      hint: 'link it with the tool that made it, or use the Solidity source instead',
    };
  }
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex)) return { hex: '', problem: "'bytecode' is not whole bytes of hex" };
  return { hex };
}

/** Foundry names contract and file only in solc's metadata. */
function targetOf(document: JsonObject): { readonly file: string; readonly contract: string } {
  const settings = objectOf(objectOf(document['metadata'])['settings']);
  const [file = '', contract] = Object.entries(objectOf(settings['compilationTarget']))[0] ?? [];
  return { file, contract: textOf(contract) };
}

function compilerOf(document: JsonObject): string {
  const truffle = objectOf(document['compiler']);
  const version = textOf(truffle['version']) || textOf(objectOf(objectOf(document['metadata'])['compiler'])['version']);
  if (version !== '') return `solc ${version}`;
  return textOf(document['_format']) || 'unknown';
}

const ENTRY_TYPES = ['function', 'constructor', 'event', 'error', 'fallback', 'receive'];

/** The ABI, or what is wrong with it. */
function checkAbi(abi: unknown): AbiJson | string {
  if (!Array.isArray(abi)) return "'abi' is not a list";
  for (const [index, entry] of abi.entries()) {
    const path = `abi[${String(index)}]`;
    if (!isObject(entry)) return `${path} is not an object`;
    const type = entry['type'] ?? 'function';
    if (typeof type !== 'string' || !ENTRY_TYPES.includes(type))
      return `${path}.type is none of ${ENTRY_TYPES.join(', ')}`;
    if (['function', 'event', 'error'].includes(type) && typeof entry['name'] !== 'string')
      return `${path}.name is not text`;
    for (const list of ['inputs', 'outputs']) {
      const problem = entry[list] === undefined ? undefined : checkParameters(entry[list], `${path}.${list}`, 0);
      if (problem !== undefined) return problem;
    }
  }
  return abi as AbiJson;
}

function checkParameters(list: unknown, path: string, depth: number): string | undefined {
  if (!Array.isArray(list)) return `${path} is not a list`;
  if (depth > 32) return `${path} is nested too deeply`;
  for (const [index, item] of list.entries()) {
    const own = `${path}[${String(index)}]`;
    if (!isObject(item) || typeof item['type'] !== 'string') return `${own}.type is not text`;
    const inner = item['components'];
    const problem = inner === undefined ? undefined : checkParameters(inner, `${own}.components`, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
