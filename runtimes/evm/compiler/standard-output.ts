/** solc's standard JSON output as artifacts and diagnostics. */
import type { AbiJson, Artifact, Diagnostic } from '../../core/artifact.ts';
import { decodeHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { CompileOutput } from '../../sdk/compiler.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../core/json-shape.ts';
import { isSdkFile } from './import-resolver.ts';
import { enumsOf, nameEnums, nameEnumsOfLayout } from './name-enums.ts';
import { librariesOf, parseLinkReferences } from './link.ts';
import type { SolidityCode, SolidityDebug, SoliditySource } from './solidity-debug.ts';
import type { SourceGraph } from './source-graph.ts';
import { offsetOfByte, positionOf } from './source-position.ts';

export interface SolcAnswer {
  /** As solc gives it: `0.8.37+commit...`. */
  readonly version: string;
  /** Standard JSON text. */
  readonly output: string;
}

export function readStandardOutput(
  graph: SourceGraph,
  settings: JsonObject,
  answer: SolcAnswer,
): Result<CompileOutput, readonly Diagnostic[]> {
  const output = parseJson(answer.output);
  if (!output) {
    return err([
      { ...nowhere(graph.entry), message: `solc ${answer.version} answered with something that is not JSON` },
    ]);
  }
  const diagnostics = [
    ...graph.diagnostics,
    ...listOf(output['errors'])
      .map((item) => diagnosticOf(graph, objectOf(item)))
      .filter((one) => one.severity === 'error' || !isOfSdk(graph, one.file)),
  ];
  if (diagnostics.some(({ severity }) => severity === 'error')) return err(diagnostics);

  const sources = Object.fromEntries(
    Object.entries(objectOf(output['sources'])).map(([unit, item]) => [unit, sourceOf(graph, unit, objectOf(item))]),
  );
  const enums = enumsOf(Object.values(sources).map(({ ast }) => ast));
  const artifacts: Artifact[] = [];
  for (const unit of graph.units.keys()) {
    for (const [contract, item] of Object.entries(objectOf(objectOf(output['contracts'])[unit]))) {
      const artifact = artifactOf(
        unit,
        contract,
        nameItem(objectOf(item), enums),
        sources,
        settings,
        `solc ${answer.version}`,
      );
      artifacts.push(artifact.value);
      if (artifact.libraries.length > 0) {
        const message = `${contract} calls ${artifact.libraries.join(', ')}: deploy and link it first`;
        diagnostics.push({ ...nowhere(unit), severity: 'info', message });
      }
    }
  }
  return ok({ artifacts, diagnostics });
}

/** Nobody who writes a contract can do anything about a warning in a file that comes with the app. */
const isOfSdk = (graph: SourceGraph, file: string): boolean => isSdkFile(graph.units.get(file)?.real ?? '');

const nowhere = (file: string) => ({ severity: 'error' as const, file, line: 0, column: 0 });

function parseJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function sourceOf(graph: SourceGraph, unit: string, item: JsonObject): SoliditySource {
  const own = graph.units.get(unit);
  return { id: numberOf(item['id']), text: own?.text ?? '', path: own?.real ?? '', ast: item['ast'] };
}

const nameItem = (item: JsonObject, enums: ReturnType<typeof enumsOf>): JsonObject => ({
  ...item,
  abi: nameEnums(item['abi'], enums),
  ...(isObject(item['storageLayout']) && { storageLayout: nameEnumsOfLayout(item['storageLayout'], enums) }),
});

function artifactOf(
  unit: string,
  contract: string,
  item: JsonObject,
  sources: SolidityDebug['sources'],
  settings: JsonObject,
  compiler: string,
): { readonly value: Artifact; readonly libraries: readonly string[] } {
  const evm = objectOf(item['evm']);
  const bytecode = codeOf(evm['bytecode']);
  const layout = item['storageLayout'];
  const debug: SolidityDebug = {
    language: 'solidity',
    kind: kindOf(sources[unit]?.ast, contract),
    settings,
    sources,
    metadata: textOf(item['metadata']),
    methodIdentifiers: objectOf(evm['methodIdentifiers']) as Readonly<Record<string, string>>,
    devdoc: item['devdoc'],
    userdoc: item['userdoc'],
    transientStorageLayout: item['transientStorageLayout'],
    bytecode,
    deployedBytecode: codeOf(evm['deployedBytecode']),
  };
  const value: Artifact = {
    runtime: 'evm',
    contract,
    source: unit,
    abi: listOf(item['abi']).filter(isObject) as AbiJson,
    code: codeBytes(bytecode.object),
    compiler,
    ...(isObject(layout) ? { storageLayout: layout } : {}),
    debug,
  };
  return { value, libraries: librariesOf(bytecode.linkReferences) };
}

/** Library placeholders (40 characters, `__$..$__` or `__Name__..`) become zeros; link.ts fills them. */
const codeBytes = (object: string): Uint8Array => decodeHex(object.replaceAll(/__.{38}/g, '0'.repeat(40)));

function codeOf(value: unknown): SolidityCode {
  const item = objectOf(value);
  return {
    object: textOf(item['object']),
    sourceMap: textOf(item['sourceMap']),
    linkReferences: parseLinkReferences(item['linkReferences']),
    generatedSources: item['generatedSources'],
    functionDebugData: item['functionDebugData'],
    immutableReferences: objectOf(item['immutableReferences']) as SolidityCode['immutableReferences'],
  };
}

function kindOf(ast: unknown, contract: string): SolidityDebug['kind'] {
  for (const node of listOf(objectOf(ast)['nodes']).map(objectOf)) {
    if (node['nodeType'] !== 'ContractDefinition' || node['name'] !== contract) continue;
    if (node['contractKind'] === 'interface' || node['contractKind'] === 'library') return node['contractKind'];
    return node['abstract'] === true || node['fullyImplemented'] === false ? 'abstract' : 'contract';
  }
  return 'contract';
}

function diagnosticOf(graph: SourceGraph, item: JsonObject): Diagnostic {
  const place = objectOf(item['sourceLocation']);
  const file = textOf(place['file']);
  const source = graph.units.get(file)?.text;
  const severity: Diagnostic['severity'] =
    item['severity'] === 'error' || item['severity'] === 'info' ? item['severity'] : 'warning';
  const code = textOf(item['errorCode']);
  const start = numberOf(place['start']);
  const base = {
    severity,
    message:
      textOf(item['message'] || item['formattedMessage'])
        .replaceAll(/\s+/g, ' ')
        .trim() || textOf(item['type']),
    ...(code === '' ? {} : { code }),
  };
  if (source === undefined || start < 0)
    return { ...base, file: source === undefined ? graph.entry : file, line: 0, column: 0 };
  const end = positionOf(source, offsetOfByte(source, numberOf(place['end'])));
  return {
    ...base,
    file,
    ...positionOf(source, offsetOfByte(source, start)),
    endLine: end.line,
    endColumn: end.column,
  };
}
