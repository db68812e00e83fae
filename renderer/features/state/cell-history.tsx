import { useState, type JSX } from 'react';
import type { CellPart, CellWrite, VersionPage } from '../../../runtimes/service/contract/state.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { counted, dateTime, grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { partsText } from './parts-text.ts';
import { openTransaction } from './open-transaction.ts';
import { ValueLine } from './value-line.tsx';

/** Who wrote a cell and when, the newest first. */
export function CellHistory({ history, run }: { history: VersionPage; run: number | null }): JSX.Element {
  const workbench = useWorkbench();
  const [isRaw, showRaw] = useState(false);
  const act = workbench.store.getState;
  const { cell, versions, next } = history;
  const name = cell.parts.map((part) => part.name).join(', ');
  return (
    <section className="state-side" aria-label={`History of ${cell.owner}.${name}`}>
      <div className="bar">
        <h2 className="mono ell grow" title={cell.key}>
          {cell.owner}.{name}
        </h2>
        <Button kind="quiet small" aria-pressed={isRaw} onPress={() => showRaw(!isRaw)}>
          Raw
        </Button>
        <IconButton small icon="close" label="Close the history" onPress={() => act().closeState('history')} />
      </div>
      <p className="state-now mono">{partsText(cell.parts)}</p>
      {isRaw && (
        <dl className="kv state-raw">
          <dt>Key</dt>
          <dd className="mono">{cell.key}</dd>
          <dt>Raw</dt>
          <dd className="mono">{cell.raw === '' ? 'empty' : cell.raw}</dd>
        </dl>
      )}
      <ValueLine versions={versions} />
      <div className="scroll" tabIndex={0} role="region" aria-label="Versions">
        <table className="tb state-versions">
          <thead>
            <tr>
              <th>Version</th>
              <th className="r">Value</th>
              <th className="r">Change</th>
              <th>Written by</th>
              <th>When</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, n) => (
              <tr key={n}>
                <td className="mono num">
                  ({version.block.number}
                  {version.by === null ? '' : `, ${version.by.index}`})
                </td>
                <td className="r mono ell" title={isRaw ? version.rawAfter : partsText(version.after)}>
                  {isRaw ? version.rawAfter || 'empty' : partsText(version.after)}
                </td>
                <td className="r mono t2">{difference(version.before, version.after)}</td>
                <td>
                  <Writer
                    version={version}
                    open={(by) => void openTransaction(workbench, run, version.block.number, by)}
                  />
                </td>
                <td className="t3 num">
                  {version.block.timestamp === null ? 'the beginning' : dateTime(version.block.timestamp)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {versions.length === 0 && <p className="small t3 state-note">Nothing ever wrote this cell.</p>}
        {next !== null && (
          <Button kind="small" onPress={() => void act().olderVersions()}>
            Older versions
          </Button>
        )}
        <p className="micro t3 state-note">
          {counted(versions.length, 'change')}
          {next === null ? '' : ' of more'}
        </p>
      </div>
    </section>
  );
}

type By = NonNullable<CellWrite['by']>;

function Writer({ version, open }: { version: CellWrite; open: (by: By) => void }): JSX.Element {
  const { by, block } = version;
  if (by === null)
    return <span className="t3">{block.timestamp === null ? 'the beginning' : 'no transaction that is kept'}</span>;
  return (
    <span className="row">
      <RuntimeGlyph runtime={by.runtime} />
      <button className="link mono ell" onClick={() => open(by)} title={`${by.label}, sent by ${by.sender}`}>
        {by.label}
      </button>
      <span className="t3 ell">{by.sender}</span>
    </span>
  );
}

/** Of one number: what was added. */
function difference(before: readonly CellPart[], after: readonly CellPart[]): string {
  const [one, other] = [before[0], after[0]];
  if (before.length !== 1 || after.length !== 1 || one === undefined || other === undefined) return '';
  if (!NUMBER.test(one.value) || !NUMBER.test(other.value)) return '';
  const by = BigInt(other.value || '0') - BigInt(one.value || '0');
  return by < 0n ? `−${grouped((-by).toString())}` : `+${grouped(by.toString())}`;
}

/** Nothing is zero. */
const NUMBER = /^-?\d*$/;
