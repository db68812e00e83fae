import { isMap, isScalar } from 'yaml';
import { err, ok, type Result } from '../../core/result.ts';
import { LIMITS } from './defaults.ts';
import type { Entry, Scenario, ScenarioError } from './model.ts';
import { isContractName, readContracts } from './read-contracts.ts';
import { readEntries, readExpectations } from './read-entries.ts';
import { readPrecompiles } from './read-precompiles.ts';
import { HEADER_KEYS, readHeader, type Known } from './read-header.ts';
import type { ValueScope } from './read-value.ts';
import { readMap, type Field } from './shape.ts';
import { openSource, type Source } from './source.ts';

const SECTIONS = ['precompiles', 'contracts', 'setup', 'traffic', 'expect'];

/**
 * Reads a scenario file. Everything that can be checked without compiling is checked, and every error (50 at most, in the
 * file's order) names its line and column. What depends on the contracts' ABIs is checked by checkScenario.
 */
export function parseScenario(text: string, file: string, known: Known = {}): Result<Scenario, ScenarioError[]> {
  const opened = openSource(text.replace(/^\uFEFF/, ''), file);
  if (!opened.ok) return opened;
  const source = opened.value;
  const refuse = (): Result<Scenario, ScenarioError[]> =>
    err([...source.errors].sort((a, b) => a.line - b.line || a.column - b.column));
  const start = { line: 1, column: 1 };
  if (!source.root || (isScalar(source.root) && source.root.value === null)) {
    source.report(start, 'the file is empty; a scenario has at least "contracts" and "traffic"');
    return refuse();
  }
  const fields = readMap(source, source.root, 'the scenario', [...HEADER_KEYS, ...SECTIONS]);
  if (!fields) return refuse();
  if (!fields.has('contracts') && !fields.has('traffic')) {
    source.report(source.at(source.root), 'the scenario needs "contracts", "traffic" or both');
  }

  const header = readHeader(source, fields, known);
  const names = (key: string): ReadonlySet<string> => contractNames(source, fields.get(key));
  const deployed = names('contracts');
  // A wrong count is one error, not one more for every account named.
  const counted = !source.errors.some((error) => error.message.startsWith('accounts'));
  const accounts = counted ? header.accounts.count : LIMITS.accounts;
  const addressed = new Set([...deployed, ...names('precompiles')]);
  const both = header.accounts.names.find((name) => addressed.has(name));
  const section = fields.get('contracts') ?? fields.get('precompiles');
  if (both !== undefined && section)
    source.report(section.at, `"${both}" is the name of an account and of a contract; rename one`);
  const scope: ValueScope = { accounts, accountNames: header.accounts.names, contracts: addressed, random: true };
  const rules = { cap: known.gasCap?.(header.hardfork), gasLimit: header.gasLimit };
  const read = <T>(key: string, from: (field: Field) => readonly T[]): readonly T[] => {
    const field = fields.get(key);
    // A section whose lines are all commented out is empty, not wrong.
    return field && !(isScalar(field.value) && field.value.value === null) ? from(field) : [];
  };
  const scenario: Scenario = {
    file,
    ...header,
    precompiles: read('precompiles', (field) => readPrecompiles(source, field.value, deployed)),
    contracts: read('contracts', (field) => readContracts(source, field.value, scope, rules)),
    setup: read('setup', (field) => readEntries(source, field.value, 'setup', scope, rules)),
    traffic: read('traffic', (field) => readEntries(source, field.value, 'traffic', scope, rules)),
    expect: read('expect', (field) => readExpectations(source, field.value, scope)),
  };
  checkTotal(source, [...scenario.setup, ...scenario.traffic]);
  return source.errors.length > 0 ? refuse() : ok(scenario);
}

/** Names are known before anything is read, so that an entry may refer to a contract whose own lines have an error. */
function contractNames(source: Source, field: Field | undefined): ReadonlySet<string> {
  const map = field && source.follow(field.value);
  if (!isMap(map)) return new Set();
  const keys = map.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''));
  return new Set(keys.filter(isContractName));
}

function checkTotal(source: Source, entries: readonly Entry[]): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.count;
    if (total <= LIMITS.transactions) continue;
    source.report(entry.at, `more than ${LIMITS.transactions} transactions with ${entry.section}[${entry.index}]`);
    return;
  }
}
