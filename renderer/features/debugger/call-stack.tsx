import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { counted, grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { VirtualTree, type TreeRow } from '../../ui/virtual-tree.tsx';
import type { StackFrame } from './dap-shapes.ts';
import { Part } from './part.tsx';
import { treeHeight } from './tree-height.ts';

interface CallRow extends TreeRow {
  readonly index: number;
  /** undefined: the row that brings more. */
  readonly frame: StackFrame | undefined;
}

const placeOf = ({ source, line }: StackFrame): string => (source?.name === undefined ? '' : `${source.name}:${line}`);

/** Through all runtimes, the innermost call first. */
export function CallStack(): JSX.Element {
  const { store } = useWorkbench();
  const frames = useApp(({ debug }) => debug?.frames ?? NONE);
  const depth = useApp(({ debug }) => debug?.depth ?? 0);
  const chosen = useApp(({ debug }) => debug?.frame ?? 0);
  const rest = depth - frames.length;
  const rows: CallRow[] = frames.map((frame, index) => ({
    id: String(index),
    level: 1,
    text: [frame.name, frame.moduleId ?? '', placeOf(frame)].filter((part) => part !== '').join(', '),
    position: index + 1,
    siblings: depth,
    index,
    frame,
  }));
  if (rest > 0)
    rows.push({
      id: 'more',
      level: 1,
      text: `${grouped(String(rest))} more`,
      position: frames.length + 1,
      siblings: depth,
      index: -1,
      frame: undefined,
    });
  return (
    <Part title="Call stack" end={<span className="t3 micro debug-count">{counted(depth, 'call')}</span>}>
      <div className="debug-tree" style={treeHeight(rows.length, 6)}>
        <VirtualTree
          label="Call stack"
          namedByContent
          rows={rows}
          current={String(chosen)}
          onCurrent={({ index, frame }) => {
            if (frame !== undefined && index !== chosen) void store.getState().chooseCall(index);
          }}
          onToggle={() => undefined}
          onActivate={({ frame, index }) =>
            void (frame === undefined ? store.getState().moreCalls() : store.getState().chooseCall(index))
          }
        >
          {({ frame, text }) =>
            frame === undefined ? (
              <span className="t3">{text}</span>
            ) : (
              <>
                {frame.moduleId !== undefined && <RuntimeGlyph runtime={frame.moduleId} />}
                <span className="mono ell grow t1" title={frame.name}>
                  {frame.name}
                </span>
                <span className="t3 micro">{placeOf(frame)}</span>
              </>
            )
          }
        </VirtualTree>
      </div>
    </Part>
  );
}

const NONE: readonly StackFrame[] = [];
