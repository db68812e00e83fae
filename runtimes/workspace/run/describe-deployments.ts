import type { AbiField } from '../abi/abi-type.ts';
import type { AbiFunction } from '../abi/contract-abi.ts';
import type { CompiledContracts } from './compile-contracts.ts';
import type { Deployer } from './deploy.ts';
import type { DeploymentReport } from './report.ts';

/** What a run deployed, as its report tells it. */
export function describeDeployments(deployer: Deployer, compiled: CompiledContracts): readonly DeploymentReport[] {
  return [...deployer.gasUsed].flatMap(([name, gasUsed]) => {
    const artifact = compiled.get(name)?.artifact;
    const resolved = deployer.resolved.get(name);
    if (artifact === undefined || resolved === undefined) return [];
    const { contract, runtime, compiler, code } = artifact;
    const functions = (resolved.abi?.functions ?? []).map(describeFunction);
    const { address } = resolved;
    return [
      { name, contract, runtime, compiler, address, codeBytes: code.length, gasUsed: gasUsed.toString(), functions },
    ];
  });
}

/** As Solidity would say it, without names. */
function describeFunction({ signature, mutability, outputs }: AbiFunction): string {
  const kind = mutability === 'nonpayable' ? '' : ` ${mutability}`;
  const types = outputs.map((field: AbiField) => field.type.text).join(', ');
  return `${signature}${kind}${types === '' ? '' : ` returns (${types})`}`;
}
