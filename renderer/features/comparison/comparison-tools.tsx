import type { JSX } from 'react';
import { ToggleButton } from 'react-aria-components';
import { POLICIES } from '../../../runtimes/core/policy.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton, TextField } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { save, saveText } from '../schedule/export-file.ts';
import { chosenVariants } from './choice.ts';
import { comparisonImage, comparisonSvg } from './comparison-image.ts';
import type { Look } from './comparison-view.tsx';
import { usePaint } from './use-paint.ts';

const LOOKS = [
  { id: 'schedules', text: 'Schedules' },
  { id: 'figures', text: 'Figures' },
] as const;
const CLOCKS = [
  { id: 'simulated', text: 'Simulated time' },
  { id: 'measured', text: 'Measured time' },
] as const;

/** What is compared, and what can be done with it. */
export function ComparisonTools({ look, onLook }: { look: Look; onLook: (look: Look) => void }): JSX.Element {
  const { store } = useWorkbench();
  const choice = useApp((state) => state.comparisonChoice);
  const comparison = useApp((state) => state.comparison);
  const act = store.getState;
  const running = comparison?.state === 'running';
  const variants = chosenVariants(choice);
  const flawOf = (what: string): string | undefined =>
    !variants.ok && variants.error.startsWith(what) ? variants.error : undefined;
  return (
    <div className="comparison-tools" role="toolbar" aria-label="Compare">
      {running ? (
        <Button kind="small" icon="close" onPress={() => void act().cancelComparison()}>
          Cancel
        </Button>
      ) : (
        <Button
          kind="primary small"
          icon="play"
          isDisabled={!variants.ok}
          onPress={() => void act().startComparison(comparison?.path)}
        >
          {variants.ok && variants.value.length > 1 ? `Compare ${variants.value.length} runs` : 'Compare'}
        </Button>
      )}
      <div className="segments" role="group" aria-label="Policies">
        {POLICIES.map((policy) => (
          <ToggleButton
            key={policy}
            className="segment"
            isSelected={choice.policies.includes(policy)}
            onChange={(chosen) =>
              act().choose({
                policies: POLICIES.filter((one) => (one === policy ? chosen : choice.policies.includes(one))),
              })
            }
          >
            {policy}
          </ToggleButton>
        ))}
      </div>
      <div className="comparison-field">
        <TextField
          label="Lanes per executor"
          hideLabel
          value={choice.lanes}
          placeholder="lanes: 1, 2, 4"
          flaw={flawOf('Lanes')}
          onChange={(lanes) => act().choose({ lanes })}
        />
      </div>
      <div className="comparison-field">
        <TextField
          label="Seeds: orders and arguments"
          hideLabel
          value={choice.seeds}
          placeholder="seeds: 1, 2"
          flaw={flawOf('Seeds')}
          onChange={(seeds) => act().choose({ seeds })}
        />
      </div>
      <Segments label="Time" options={CLOCKS} value={choice.clock} onChange={(clock) => act().choose({ clock })} />
      <span className="grow" />
      {comparison !== undefined && (
        <>
          <Segments label="Show" options={LOOKS} value={look} onChange={onLook} />
          <Exports />
        </>
      )}
    </div>
  );
}

function Exports(): JSX.Element {
  const { store, service } = useWorkbench();
  const comparison = useApp((state) => state.comparison);
  const paint = usePaint();
  const selected = useApp((state) => state.selectedRun);
  const none = comparison === undefined || comparison.runs.length === 0;
  const failed = (text: string): void => store.getState().notify({ kind: 'error', text });
  const text = async (method: 'compare.report' | 'compare.trace'): Promise<void> => {
    if (comparison === undefined) return;
    const made =
      method === 'compare.report'
        ? await service.request(method, { comparison: comparison.id })
        : await service.request(method, { comparison: comparison.id, run: selected });
    if (made.ok) saveText(made.value.name, made.value.json, 'application/json');
    else failed(made.error.message);
  };
  const image = async (kind: 'png' | 'svg'): Promise<void> => {
    const { comparedSchedules: schedules, dependencies } = store.getState();
    if (comparison === undefined) return;
    const pictured = { comparison, schedules, dependencies, paint: paint(document.documentElement) };
    const name = `${comparison.scenario.replaceAll(/[^\w.-]+/g, '-')}-comparison.${kind}`;
    if (kind === 'svg') return saveText(name, comparisonSvg(pictured), 'image/svg+xml');
    const picture = await comparisonImage(pictured);
    if (picture === null) failed('The picture cannot be drawn here');
    else save(name, picture);
  };
  return (
    <>
      <IconButton
        small
        icon="image"
        label="Export the comparison as an image (PNG)"
        isDisabled={none}
        onPress={() => void image('png')}
      />
      <IconButton
        small
        icon="drawing"
        label="Export the comparison as a drawing (SVG)"
        isDisabled={none}
        onPress={() => void image('svg')}
      />
      <IconButton
        small
        icon="export"
        label="Export the comparison as JSON"
        isDisabled={none}
        onPress={() => void text('compare.report')}
      />
      <IconButton
        small
        icon="schedule"
        label="Export the schedule of the selected run as Chrome trace events (JSON)"
        isDisabled={none}
        onPress={() => void text('compare.trace')}
      />
    </>
  );
}
