import { memo, type JSX, type ReactNode } from 'react';
import { Tooltip, TooltipTrigger, Button as AriaButton } from 'react-aria-components';
import type { RunView } from '../../../runtimes/service/contract/runs.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { Icon } from '../../ui/icon.tsx';
import { useAtMost } from '../../ui/use-at-most.ts';

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Between two figures while it runs, ms: nobody reads faster. */
const TOLD = 250;

/** Figures of the run; each says on hover and focus how it was counted. */
export function Stats({ run }: { run: RunView }): JSX.Element {
  const shown = useAtMost(run, TOLD, run.state !== 'running');
  // Never those of another run.
  return <Figures run={shown.id === run.id ? shown : run} />;
}

const Figures = memo(({ run }: { run: RunView }): JSX.Element => {
  const { sums, lanes, elapsedMs, incarnations, certificate } = run;
  const work = sums.committedMs + sums.wastedMs;
  const useful = work > 0 ? sums.committedMs / work : 1;
  const room = lanes.length * elapsedMs;
  const serial = certificate.serialMs;
  return (
    <div className="schedule-stats" role="group" aria-label="Figures of the run">
      <Stat
        label="Throughput"
        about={`${whole(sums.committed)} transactions committed in ${ms(elapsedMs)} ms, from the first dispatch to the last commit`}
        unit="tx/s"
      >
        {elapsedMs > 0 ? whole(sums.committed / (elapsedMs / 1000)) : '–'}
      </Stat>
      <Stat
        label="Aborts"
        about="Incarnations that were aborted or invalidated: a cell they had read was written by a transaction that comes first, or their executor was lost"
        small={`of ${whole(incarnations)} incarnations`}
      >
        {whole(sums.aborts)}
      </Stat>
      <Stat
        label="Useful and wasted work"
        about={`Lane time of committed incarnations, ${ms(sums.committedMs)} ms, against that of all others, ${ms(sums.wastedMs)} ms`}
        small={<WorkBar useful={useful} />}
      >
        {`${Math.round(useful * 100)} %`}
      </Stat>
      <Stat
        label="Occupancy"
        about={`${ms(work)} ms of work in ${lanes.length} lanes over ${ms(elapsedMs)} ms`}
        small={`of ${lanes.length} ${lanes.length === 1 ? 'lane' : 'lanes'}`}
      >
        {room > 0 ? `${Math.round((work / room) * 100)} %` : '–'}
      </Stat>
      <Stat
        label="Critical path"
        about={`The longest chain of transactions that read each other's writes: ${whole(sums.criticalLength)} of them. No number of lanes makes a run shorter than that`}
        unit="ms"
      >
        {ms(sums.criticalMs)}
      </Stat>
      {serial !== null && (
        <Stat
          minor
          label="Serial replay"
          about="The same blocks one transaction after the other, deployments and setup included, timed while verifying"
          unit="ms"
        >
          {whole(serial)}
        </Stat>
      )}
      <span className="grow" />
      <CertificateBadge run={run} />
    </div>
  );
});

function Stat({
  label,
  about,
  unit,
  small,
  minor = false,
  children,
}: {
  label: string;
  /** Goes where there is little room. */
  minor?: boolean;
  about: string;
  /** Of the figure: always there. */
  unit?: string;
  /** Goes where there is little room, too. */
  small?: ReactNode;
  children: ReactNode;
}): JSX.Element {
  return (
    <div className={minor ? 'stat minor' : 'stat'}>
      <TooltipTrigger delay={120}>
        <AriaButton className="hint">{label}</AriaButton>
        <Tooltip className="tip">{about}</Tooltip>
      </TooltipTrigger>
      <span className="val num">
        {children}
        {unit !== undefined && <small className="unit">{unit}</small>}
        {small !== undefined && <small>{small}</small>}
      </span>
    </div>
  );
}

const WorkBar = ({ useful }: { useful: number }): JSX.Element => (
  <span className="work-bar" role="img" aria-label={`${Math.round((1 - useful) * 100)} % wasted`}>
    <i style={{ width: `${useful * 100}%` }} />
  </span>
);

const WORDS = {
  notChecked: 'not checked',
  checking: 'checking',
  verified: 'verified',
  differs: 'differs',
  failed: 'could not be checked',
} as const;

/** Runs the verification; afterwards says how it came out. */
export function CertificateBadge({ run }: { run: RunView }): JSX.Element {
  const { store } = useWorkbench();
  const { state, text, at } = run.certificate;
  const words = `equals serial: ${WORDS[state]}${at ? ` at tx ${at.index}` : ''}`;
  const kind = state === 'verified' ? 'good' : state === 'differs' || state === 'failed' ? 'bad' : '';
  const about =
    text !== ''
      ? text
      : 'Runs the same blocks again, one transaction after the other, and compares root, receipts and events';
  return (
    <TooltipTrigger delay={120}>
      <AriaButton
        className={`certificate ${kind}`}
        isDisabled={run.state !== 'done' || state === 'checking'}
        onPress={() => void store.getState().verifyRun()}
      >
        <Icon name="shield" />
        {words}
        {run.policy === 'first-committer-wins' && run.report && ` of the ${whole(run.sums.committed)} committed`}
      </AriaButton>
      <Tooltip className="tip">{about}</Tooltip>
    </TooltipTrigger>
  );
}
