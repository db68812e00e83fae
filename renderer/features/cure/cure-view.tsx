import type { JSX } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ComparedRunView, ComparisonView } from '../../../runtimes/service/contract/comparisons.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { counted } from '../../ui/format.ts';
import { AdviceText } from './advice-text.tsx';
import { lineDiff } from './line-diff.ts';
import './cure.css';

/** The hottest cells of a run; of the one chosen, which lines make it hot and what helps. */
export function CureView({
  comparison,
  run,
}: {
  comparison: ComparisonView;
  run: ComparedRunView;
}): JSX.Element | null {
  const { store } = useWorkbench();
  const advice = useApp((state) => state.advice);
  const isCuring = useApp((state) => state.isCuring);
  if (run.hot.length === 0) return null;
  const shown = advice?.comparison === comparison.id && advice.run === run.run ? advice : undefined;
  return (
    <section className="cure" aria-label="Hottest cells">
      <div className="cure-cells">
        <h2>Hottest cells</h2>
        <ul>
          {run.hot.map(({ cell, key, aborts, chain }) => (
            <li key={key}>
              <AriaButton
                className={shown?.key === key ? 'cure-cell on' : 'cure-cell'}
                aria-pressed={shown?.key === key}
                isDisabled={isCuring}
                onPress={() => void store.getState().adviseCell({ comparison: comparison.id, run: run.run }, key)}
              >
                <span className="mono ell">{cell}</span>
                <span className="micro t2 num">
                  {counted(aborts, 'abort')}
                  {chain > 1 && `, chain of ${chain}`}
                </span>
              </AriaButton>
            </li>
          ))}
        </ul>
      </div>
      {shown === undefined ? (
        <p className="cure-advice small t2">
          {isCuring
            ? 'Looking for the lines that touch it …'
            : 'Choose a cell: which source lines make it hot, and what usually helps, will stand here.'}
        </p>
      ) : (
        <AdviceText advice={shown} running={comparison.state === 'running' || isCuring} />
      )}
    </section>
  );
}

/** The change that is being tried, to be kept or thrown away. */
export function TriedBanner(): JSX.Element | null {
  const { store } = useWorkbench();
  const tried = useApp((state) => state.tried);
  const comparison = useApp((state) => state.comparison);
  const isCuring = useApp((state) => state.isCuring);
  if (tried === undefined) return null;
  const done = comparison?.id === tried.comparison && comparison.state === 'done';
  return (
    <section className="tried" aria-label="What is tried">
      <div className="banner info">
        <Icon name="info" />
        <span className="grow">
          <b>Tried in a copy: {tried.title}.</b> Your files are unchanged.
          {done ? ` ${outcome(comparison, tried.title)}` : ''}
        </span>
        <Button kind="primary small" isDisabled={isCuring} onPress={() => void store.getState().keepTried()}>
          Keep the change
        </Button>
        <Button kind="small" isDisabled={isCuring} onPress={() => void store.getState().discardTried()}>
          Throw it away
        </Button>
      </div>
      <details className="tried-changes">
        <summary className="small">
          {counted(tried.files.length, 'changed file')}: {tried.files.map(({ path }) => path).join(', ')}
        </summary>
        {tried.files.map((file) => (
          <Changes key={file.path} {...file} />
        ))}
      </details>
    </section>
  );
}

/** What it brought, in a sentence. */
function outcome({ runs }: ComparisonView, title: string): string {
  const without = runs.find(({ source, policy }) => source === 'as written' && policy !== 'serial') ?? runs[0];
  const policy = without?.policy;
  const with_ = runs.find((run) => run.source === title && run.policy === policy);
  if (without === undefined || with_ === undefined) return '';
  const broken = with_.expectations.filter(({ ok }) => !ok).length;
  const words = broken === 0 ? 'All expectations hold' : `${counted(broken, 'expectation')} no longer hold`;
  return `Aborts ${without.figures.aborts.toLocaleString('en')} → ${with_.figures.aborts.toLocaleString('en')}, time ${without.figures.elapsedMs.toFixed(1)} → ${with_.figures.elapsedMs.toFixed(1)} ms, critical path ${without.figures.criticalMs.toFixed(1)} → ${with_.figures.criticalMs.toFixed(1)} ms. ${words}.`;
}

function Changes({ path, before, after }: { path: string; before: string; after: string }): JSX.Element {
  return (
    <div className="diff" role="region" aria-label={`Changes of ${path}`} tabIndex={0}>
      <pre>
        {lineDiff(before, after).map(({ kind, text, line }, n) => (
          <span key={n} className={`diff-line ${kind}`}>
            <span className="num">{line === 0 ? '…' : line}</span>
            <span>{kind === 'added' ? '+ ' : kind === 'removed' ? '− ' : '  '}</span>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
    </div>
  );
}
