/** The lanes of a scenario as fields of a form, one for each runtime: what the file may say by one number, too. */
import type { TrafficForm } from '../../../runtimes/service/contract/traffic.ts';

export const lanesField = ({ header, lanes }: TrafficForm, runtime: string): string => lanes[runtime] ?? header.lanes;

/** One number where all runtimes in use have the same, so that simple files stay simple. @param used runtimes of the form's contracts */
export function withLanes(form: TrafficForm, used: readonly string[], runtime: string, count: string): TrafficForm {
  const others = Object.entries(form.lanes).filter(([id]) => !used.includes(id));
  const own = used.map((id) => [id, id === runtime ? count : lanesField(form, id)] as const);
  const isOne = others.length === 0 && own.every(([, one]) => one === count);
  const lanes = isOne ? {} : Object.fromEntries([...own, ...others].filter(([, one]) => one !== ''));
  return { ...form, header: { ...form.header, lanes: isOne ? count : '' }, lanes };
}
