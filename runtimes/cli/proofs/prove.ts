import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkProofs, parseProofFile, proofFileText } from '../../ledger/proof-file.ts';
import { storageFailure } from '../../ledger/snapshot/failure.ts';
import { installed } from '../../registry.ts';
import { openPlace } from '../../workspace/formats/open-state.ts';
import { proveCells } from '../../workspace/proofs/prove-cells.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { checkText, proofText } from '../report/proof-report.ts';
import { snapshotFailure } from '../snapshot/snapshot-failure.ts';
import { placeAt } from './place-at.ts';

export interface ProveFlags {
  readonly at?: string;
  readonly out?: string;
  readonly check?: string;
  /** 64 hex digits. */
  readonly root?: string;
}

export async function proveAnswer(ledger: string, cell: string, { at, out }: ProveFlags, host: Host): Promise<Answer> {
  const place = placeAt(ledger, at, host);
  if (!place.ok) return place.error;
  const source = openPlace(place.value);
  if (!source.ok) return snapshotFailure(source.error, host);
  try {
    const proved = await proveCells(source.value, cell, installed);
    if (!proved.ok) return snapshotFailure(proved.error, host);
    const text = proofFileText(proved.value);
    const failed = out === undefined ? undefined : written(path.resolve(host.base, out), text, host);
    if (failed !== undefined) return failed;
    const { block, stateRoot, proofs } = proved.value;
    const report = { file: out ?? null, ...(JSON.parse(text) as object) };
    return {
      kind: 'report',
      exitCode: EXIT.ok,
      json: report,
      text: (layout) => proofText({ block, stateRoot, proofs, out }, layout),
    };
  } finally {
    source.value.close();
  }
}

/** Why it could not be. */
function written(file: string, text: string, host: Host): Answer | undefined {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST')
      return refusal(EXIT.input, {
        message: 'there is such a file already',
        file: path.relative(host.base, file),
        advice: 'Choose another --out.',
      });
    return snapshotFailure(storageFailure(file, error), host);
  }
}

/** @param root what is trusted; unless given, what the file says. */
export function checkAnswer(given: string, root: string | undefined, host: Host): Answer {
  const file = path.resolve(host.base, given);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return snapshotFailure(storageFailure(file, error), host);
  }
  const parsed = parseProofFile(text);
  if (!parsed.ok)
    return refusal(EXIT.input, { message: parsed.error, file: given, advice: '"prove --out" writes such files.' });
  const trusted = root ?? parsed.value.stateRoot;
  const proofs = checkProofs(parsed.value, trusted);
  const holds = proofs.every((proof) => proof.holds);
  const report = { file: given, root: trusted, rootGiven: root !== undefined, holds, proofs };
  return {
    kind: 'report',
    exitCode: holds ? EXIT.ok : EXIT.failed,
    json: report,
    text: (layout) => checkText(report, layout),
  };
}
