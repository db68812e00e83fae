/** Contracts of a source in a scenario: deployed, and each function that changes something called. */
import type { Artifact } from '../../core/artifact.ts';
import { err, type Result } from '../../core/result.ts';
import { starterScenario } from '../scenario/starter.ts';
import { readTraffic } from './read-traffic.ts';
import type { TrafficEntry, TrafficForm, TrafficValue } from './traffic-form.ts';
import { writeTraffic } from './write-traffic.ts';

/**
 * @param text of the scenario; empty: a new one. @param source from the scenario's folder. @param only of the source's contracts;
 * undefined: all. The error is one sentence.
 */
export function addContracts(
  text: string,
  file: string,
  source: string,
  artifacts: readonly Artifact[],
  only?: string,
): Result<string, string> {
  const starter = starterScenario(source, artifacts);
  if (!starter.ok || (text.trim() === '' && only === undefined)) return starter;
  const made = readTraffic(starter.value, file);
  const there = readTraffic(text.trim() === '' ? starter.value : text, file);
  if (!made.ok || !there.ok)
    return err((there.ok ? undefined : there.error[0]?.message) ?? 'the file is not valid YAML');
  const own = artifacts.filter(({ source: from }) => from === artifacts[0]?.source);
  const wanted = made.value.form.contracts.filter(
    ({ contract }) =>
      only === undefined || contract === only || (contract === '' && own.some((one) => one.contract === only)),
  );
  if (wanted.length === 0) return err(`${source} has no contract ${only ?? ''} that can be deployed`);
  if (text.trim() === '') return writeTraffic(starter.value, file, without(made.value.form, wanted));
  const { form } = there.value;
  const taken = new Set([...form.contracts.map(({ name }) => name), ...form.precompiles, ...form.accountNames]);
  const names = new Map<string, string>();
  for (const { name } of wanted) {
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name}${n}`;
    taken.add(free);
    names.set(name, free);
  }
  const renamed = (value: TrafficValue): TrafficValue =>
    value.kind === 'name' ? { kind: 'name', name: names.get(value.name) ?? value.name } : value;
  const calls = made.value.form.traffic.flatMap((entry): readonly TrafficEntry[] => {
    const to = entry.to.kind === 'literal' ? names.get(entry.to.text) : undefined;
    return to === undefined ? [] : [{ ...entry, to: { kind: 'literal', text: to, isText: true } }];
  });
  return writeTraffic(text, file, {
    ...form,
    contracts: [
      ...form.contracts,
      ...wanted.map((one) => ({ ...one, name: names.get(one.name) ?? one.name, args: one.args.map(renamed) })),
    ],
    traffic: [...form.traffic, ...calls],
  });
}

function without(form: TrafficForm, contracts: TrafficForm['contracts']): TrafficForm {
  const names = contracts.map(({ name }) => name);
  return {
    ...form,
    contracts,
    traffic: form.traffic.filter(({ to }) => to.kind === 'literal' && names.includes(to.text)),
  };
}
