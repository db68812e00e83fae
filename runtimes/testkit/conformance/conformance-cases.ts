import type { RuntimeAdapter } from './adapter.ts';
import { callCases } from './call-cases.ts';
import { capabilityCases } from './capability-cases.ts';
import { deploymentCases } from './deployment-cases.ts';
import { determinismCases } from './determinism-cases.ts';
import { failureCases } from './failure-cases.ts';
import { foreignCases } from './foreign-cases.ts';
import { lossCases } from './loss-cases.ts';
import { processCases } from './process-cases.ts';
import { storageCases } from './storage-cases.ts';
import { Cases, type ConformanceCase } from './suite.ts';
import type { ProbeLab } from './probe-lab.ts';
import { valueCases } from './value-cases.ts';

/** The first one is for what would hang the others. */
const SUITES = [
  processCases,
  capabilityCases,
  deploymentCases,
  storageCases,
  valueCases,
  failureCases,
  callCases,
  foreignCases,
  determinismCases,
  lossCases,
];

/** Everything that the kit asks of a runtime. */
export function conformanceCases(adapter: RuntimeAdapter, lab: () => ProbeLab): readonly ConformanceCase[] {
  const cases = new Cases(adapter);
  for (const suite of SUITES) suite(cases, adapter, lab);
  return cases.all;
}
