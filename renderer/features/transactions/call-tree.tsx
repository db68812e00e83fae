import type { JSX } from 'react';
import type { FrameView } from '../../../runtimes/service/contract/ledger.ts';
import { grouped } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { Status } from '../../ui/status.tsx';

/** More are counted, not listed. */
const MOST = 500;

/** Calls between contracts in the order in which they were made, each with its share of the gas, and what they wrote to the console. */
export function CallTree({ frames, gasUsed }: { frames: readonly FrameView[]; gasUsed: string }): JSX.Element {
  const total = Math.max(1, Number(gasUsed));
  return (
    <>
      <ul className="small call-tree" aria-label="Call tree">
        {frames.slice(0, MOST).map((frame, n) =>
          frame.said === undefined ? (
            <Call key={n} frame={frame} share={Math.min(1, Number(frame.gasUsed) / total)} />
          ) : (
            <li key={n} className="row console" style={{ paddingLeft: indent(frame) }}>
              <Icon name="console" />
              <span className="mono grow">{frame.said}</span>
            </li>
          ),
        )}
      </ul>
      {frames.length > MOST && <p className="micro t3">and {grouped(String(frames.length - MOST))} calls more</p>}
    </>
  );
}

const indent = ({ depth }: FrameView): number => (Math.min(depth, 12) - 1) * 12;

function Call({ frame, share }: { frame: FrameView; share: number }): JSX.Element {
  const { kind, callee, caller, runtime, gasUsed, status } = frame;
  return (
    <li className="row" style={{ paddingLeft: indent(frame) }} title={`${kind} from ${caller}`}>
      <RuntimeGlyph runtime={runtime} />
      <span className="mono ell grow">
        {callee}
        {kind === 'call' || kind === 'create' ? '' : <span className="t3"> {kind}</span>}
      </span>
      {status !== 'success' && <Status status="reverted" word={status === 'revert' ? 'reverted' : WORDS[status]} />}
      <span className="gas-share" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <span className="t3 num">{grouped(gasUsed)} gas</span>
    </li>
  );
}

const WORDS = { outOfGas: 'out of gas', trap: 'trap' } as const;

/** What contracts wrote to the console, line by line. */
export function ConsoleLines({ frames }: { frames: readonly FrameView[] }): JSX.Element | null {
  const lines = frames.flatMap(({ said }) => (said === undefined ? [] : [said]));
  if (lines.length === 0) return null;
  return (
    <ul className="console-lines mono small" aria-label="Console">
      {lines.slice(0, MOST).map((line, n) => (
        <li key={n}>{line}</li>
      ))}
    </ul>
  );
}
