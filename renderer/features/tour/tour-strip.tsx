import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, IconButton } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { PanelId } from '../../shell/panels.ts';
import { openHelp } from '../help/open-help.ts';
import { TOUR } from './slice.ts';
import './tour.css';

/** Where a step is done. */
const PLACES: Readonly<Record<string, { readonly panel: PanelId; readonly text: string }>> = {
  read: { panel: 'explorer', text: 'Show the Explorer' },
  deploy: { panel: 'contracts', text: 'Show Contracts' },
  call: { panel: 'contracts', text: 'Show Contracts' },
  events: { panel: 'transactions', text: 'Show Transactions' },
};

/** The first steps, in a strip above everything else: in nobody's way, and gone for good when it is closed. */
export function TourStrip(): JSX.Element | null {
  const { store, dock } = useWorkbench();
  const isTouring = useApp((state) => state.isTouring);
  const toured = useApp((state) => state.toured);
  if (!isTouring) return null;
  const next = TOUR.find(({ id }) => !toured.has(id));
  const place = next && PLACES[next.id];
  return (
    <section className="tour" aria-label="First steps">
      <ol className="tour-steps">
        {TOUR.map(({ id, title }) => {
          const done = toured.has(id);
          return (
            <li
              key={id}
              className={done ? 'done' : id === next?.id ? 'now' : ''}
              aria-current={id === next?.id ? 'step' : undefined}
            >
              <Icon name={done ? 'check' : 'circle'} />
              {title}
              <span className="hidden-visually">{done ? ', done' : ''}</span>
            </li>
          );
        })}
      </ol>
      <div className="row tour-hint">
        <span className="grow small" role="status">
          {next?.hint ?? 'That was all of it: contract, transaction, event. The rest is in the user guide.'}
        </span>
        {place && (
          <Button kind="small" onPress={() => dock.show(place.panel)}>
            {place.text}
          </Button>
        )}
        {next?.id === 'next' && (
          <Button kind="primary small" icon="book" onPress={() => openHelp({ store, dock }, 'how-it-works')}>
            Read on
          </Button>
        )}
        <IconButton small icon="close" label="End the first steps" onPress={() => store.getState().endTour()} />
      </div>
    </section>
  );
}
