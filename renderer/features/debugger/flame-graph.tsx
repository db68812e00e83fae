import { useId, useMemo, useState, type JSX, type KeyboardEvent } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { grouped } from '../../ui/format.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { useSize } from '../../ui/use-size.ts';
import { flameBoxes, flameStep, type FlameBox, type FlameCall } from './flame-layout.ts';
import { shareText } from './gas-levels.ts';
import { useHue } from './use-hue.ts';

const ROW = 24;
/** Wide enough for a word (pixels). */
const NAMED = 36;
/** Too narrow for borders. */
const THIN = 9;

/** Calls as boxes, as wide as the gas that they used. A click goes to the call's first step. */
export function FlameGraph({ calls }: { calls: readonly FlameCall[] }): JSX.Element {
  const { store } = useWorkbench();
  const hueOf = useHue();
  const at = useApp(({ debug }) => debug?.row ?? 0);
  const { ref, width } = useSize();
  const prefix = useId();
  const [root, setRoot] = useState(0);
  const [current, setCurrent] = useState(0);
  const boxes = useMemo(() => flameBoxes(calls, root, width), [calls, root, width]);
  const all = calls[0]?.gas ?? 0;
  const chosen = calls[current];
  const here = calls.findLast(({ call }) => call.start <= at && at < call.end)?.index;
  const go = (index: number): void => {
    setCurrent(index);
    const row = calls[index]?.call.start;
    if (row !== undefined) void store.getState().jumpTo(row);
  };
  const zoom = (index: number): void => {
    setRoot(index);
    setCurrent(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = flameStep(boxes, current, event.key);
    if (next !== undefined) setCurrent(next);
    else if (event.key === 'Enter' || event.key === ' ') go(current);
    else if (event.key === '+') zoom(current);
    else if (event.key === '-' || event.key === 'Escape') zoom(0);
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const depth = Math.max(0, ...boxes.map(({ row }) => row)) + 1;
  return (
    <>
      <div className="flame-scroll scroll">
        <div
          ref={ref}
          className="flame"
          role="tree"
          aria-label="Calls by gas"
          tabIndex={0}
          aria-activedescendant={boxes.some(({ index }) => index === current) ? `${prefix}${current}` : undefined}
          style={{ height: depth * ROW }}
          onKeyDown={onKeyDown}
        >
          {boxes.map((box) => (
            <div
              key={box.index}
              id={`${prefix}${box.index}`}
              role="treeitem"
              aria-level={box.row + 1}
              aria-selected={box.index === current}
              aria-label={boxText(box, all)}
              title={boxText(box, all)}
              className={[
                'flame-box',
                hueOf(box.call.runtime),
                box.call.isFrame ? 'frame' : '',
                box.call.failed && box.call.isFrame ? 'failed' : '',
                box.width < THIN ? 'thin' : '',
                box.index === current ? 'on' : '',
                box.index === here ? 'here' : '',
              ].join(' ')}
              style={{ left: box.x, width: Math.max(1, box.width - 1), top: box.row * ROW }}
              onClick={() => go(box.index)}
              onDoubleClick={() => zoom(box.index)}
            >
              {box.width >= NAMED && <Named box={box} />}
            </div>
          ))}
        </div>
      </div>
      <div className="gas-chosen row small">
        {chosen && (
          <>
            <RuntimeGlyph runtime={chosen.call.runtime} />
            <span className="mono ell t1" title={chosen.call.title}>
              {chosen.call.title}
            </span>
            <span className="num t2 gas-figures" role="status">
              {boxFigures(chosen, all)}
            </span>
            <Button kind="quiet small" onPress={() => go(current)}>
              Go to its first step
            </Button>
            {root === current ? (
              root !== 0 && (
                <Button kind="quiet small" onPress={() => zoom(0)}>
                  Show all calls
                </Button>
              )
            ) : (
              <Button kind="quiet small" onPress={() => zoom(current)}>
                Show only this call
              </Button>
            )}
          </>
        )}
      </div>
    </>
  );
}

function Named({ box: { call } }: { box: FlameBox }): JSX.Element {
  return (
    <>
      {call.isFrame && <RuntimeGlyph runtime={call.runtime} />}
      <span className="ell">{call.title}</span>
    </>
  );
}

const boxFigures = ({ call, gas }: FlameCall, all: number): string =>
  [
    `${grouped(String(gas))} gas`,
    `${shareText(all === 0 ? 0 : gas / all)} of all`,
    `${grouped(String(call.gas))} its own`,
    ...(call.failed && call.isFrame ? ['failed'] : []),
  ].join(', ');

const boxText = (one: FlameCall, all: number): string =>
  `${one.call.title}, ${one.call.runtime}: ${boxFigures(one, all)}`;
