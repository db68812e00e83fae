/** What is wrong with a scenario: what its parser says, and, where that says nothing, what the ABIs of its contracts do. */
import type { Diagnostic } from '../../core/artifact.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import { checkScenario } from '../scenario/check.ts';
import type { ScenarioError } from '../scenario/model.ts';
import { parseScenario } from '../scenario/parse.ts';
import { chosen, type ScenarioContext } from './scenario-context.ts';

/** @param path how the file is called in the workspace. */
export async function checkScenarioFile(
  file: string,
  path: string,
  text: string,
  context: ScenarioContext,
): Promise<readonly Diagnostic[]> {
  const diagnostic = ({ message, line, column, code }: ScenarioError): Diagnostic => ({
    severity: 'error',
    message,
    file: path,
    line,
    column,
    ...(code !== undefined && { code }),
  });
  const parsed = parseScenario(text, file, context.known);
  if (!parsed.ok) return parsed.error.map(diagnostic);
  const scenario = parsed.value;
  const abis = new Map<string, ContractAbi | undefined>();
  const missing: ScenarioError[] = [];
  const named = [...scenario.precompiles, ...scenario.contracts];
  await Promise.all(
    named.map(async (one) => {
      const isPrecompile = !('kind' in one);
      const source = !isPrecompile && one.kind === 'found' ? one.abi : one.source;
      if (source === undefined) return abis.set(one.name, undefined);
      const found = await context.contractsOf(file, source.path);
      const contract = found.ok ? chosen(found.value, source.contract, isPrecompile) : undefined;
      if (contract !== undefined) return abis.set(one.name, contract.abi);
      const what =
        source.contract === undefined ? 'no contract that can be deployed' : `no contract ${source.contract}`;
      const fault = found.ok ? { message: `${source.path} has ${what}` } : found.error;
      return missing.push({ ...fault, file, ...source.at });
    }),
  );
  // Calls of what does not compile cannot be checked, and are not what is wrong.
  const errors = missing.length > 0 ? missing : checkScenario(scenario, abis);
  return [...errors].sort((a, b) => a.line - b.line || a.column - b.column).map(diagnostic);
}
