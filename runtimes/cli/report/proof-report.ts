import type { CheckedProof, ProofFile } from '../../ledger/proof-file.ts';
import type { StateRoots } from '../../workspace/proofs/state-roots.ts';
import { printable, type Layout } from './layout.ts';
import { integer, plural } from './quantity.ts';
import { table } from './table.ts';

export function rootText(report: StateRoots & { readonly file: string }, { paint }: Layout): string {
  const foreign = Object.values(report.foreign).flatMap(({ title, root, accounts, leftOut }) => [
    `  ${title} 0x${root}  of ${plural(accounts, 'account')}`,
    ...leftOut.map((one) => `    not in it: ${printable(one)}`),
  ]);
  return [
    `${paint('title', printable(report.file))}  after block ${integer(report.block)} · ${plural(report.cells, 'cell')}`,
    `  state root ${report.stateRoot}`,
    ...foreign,
  ].join('\n');
}

/** Numbers as people read them, and as the cell holds them. */
const shown = (value: string): string => {
  if (value === '') return 'nothing';
  return /^[0-9a-f]{1,64}$/.test(value) ? `0x${value} (${BigInt(`0x${value}`)})` : printable(value);
};

export function proofText(
  { block, stateRoot, proofs, out }: ProofFile & { readonly out: string | undefined },
  layout: Layout,
): string {
  return [
    `after block ${integer(block)}, under the state root ${stateRoot}`,
    ...proofs.flatMap(({ name, key, value, config, steps, instead }) => [
      '',
      `${layout.paint('title', printable(name))} holds ${shown(value)}`,
      `  key     ${key}`,
      `  config  ${config}`,
      ...(instead === undefined ? [] : [`  in its place  ${instead.key} = ${shown(instead.value)}`]),
      ...table(
        [{ title: 'bit', align: 'right' }, { title: 'the other side' }],
        steps.map(({ bit, sibling }) => [integer(bit), sibling]),
        layout,
      ),
    ]),
    '',
    out === undefined ? 'Write it to a file with --out, and check that with "prove --check".' : `written to ${out}`,
  ].join('\n');
}

export function checkText(
  {
    root,
    rootGiven,
    holds,
    proofs,
  }: {
    readonly root: string;
    readonly rootGiven: boolean;
    readonly holds: boolean;
    readonly proofs: readonly CheckedProof[];
  },
  { paint }: Layout,
): string {
  return [
    ...proofs.map(({ name, value, holds: one, key }) =>
      one
        ? `  ${paint('good', '✓')} ${printable(name)} (${printable(key)}) holds ${shown(value)}`
        : `  ${paint('bad', '✗')} ${printable(name)} (${printable(key)}): the proof does not hold`,
    ),
    `${holds ? 'Proved' : paint('bad', 'Not proved')} under the state root ${root}`,
    ...(rootGiven
      ? []
      : [paint('warn', 'That root is what the file itself says: give the one that you trust with --root.')]),
  ].join('\n');
}
