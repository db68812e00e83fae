import { useState, type JSX } from 'react';
import { Button as Card } from 'react-aria-components';
import logo from '../../logo.svg';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, TextField } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { openHelp } from '../help/open-help.ts';
import { NewWorkspace } from './new-workspace.tsx';
import './welcome.css';

export function WelcomeView(): JSX.Element {
  const { store, dock, desktop } = useWorkbench();
  const host = useApp((state) => state.host);
  const opening = useApp((state) => state.opening);
  const error = useApp((state) => state.openError);
  const current = useApp((state) => state.workspace?.path);
  const isTourNew = useApp((state) => state.isTourNew);
  const { openWorkspace, tryExample, startTour } = store.getState();
  const [path, setPath] = useState(host ? `${host.home}/my-contracts` : '');
  if (host === undefined) return <div className="welcome" />;
  const recent = host.recent.filter((one) => one.path !== current);
  return (
    <div className="welcome">
      <div className="welcome-side">
        <div className="row welcome-head">
          <img src={logo} alt="" />
          <div>
            <h1>Interleave</h1>
            <p className="small t2">Many contract runtimes, one ledger.</p>
          </div>
        </div>
        <div className="welcome-open row">
          <Button
            kind={isTourNew ? 'primary' : ''}
            icon="play"
            isDisabled={opening !== undefined}
            onPress={() => void startTour()}
          >
            Take the two-minute tour
          </Button>
          <Button kind="quiet" icon="book" onPress={() => openHelp({ store, dock }, 'README')}>
            User guide
          </Button>
        </div>
        <h2>New workspace</h2>
        <NewWorkspace host={host} />
        <h2>Open a folder</h2>
        <TextField
          label="Path of the folder"
          value={path}
          onChange={setPath}
          mono
          flaw={error}
          onSubmit={() => void openWorkspace(path)}
        />
        <div className="row welcome-open">
          <Button
            icon="folder"
            isDisabled={opening !== undefined || path.trim() === ''}
            onPress={() => void openWorkspace(path)}
          >
            Open folder
          </Button>
          {desktop && (
            <Button
              onPress={() =>
                void desktop.chooseFolder().then((chosen) => {
                  if (chosen === undefined) return;
                  setPath(chosen);
                  void openWorkspace(chosen);
                })
              }
            >
              Browse…
            </Button>
          )}
          <span className="micro t3" role="status">
            {opening === undefined ? 'Made where there is none.' : `Opening ${opening}`}
          </span>
        </div>
        {recent.length > 0 && (
          <>
            <h2>Recent</h2>
            <ul>
              {recent.map((one) => (
                <li key={one.path}>
                  <Card className="recent" onPress={() => void openWorkspace(one.path)}>
                    <span className="row">
                      <Icon name="folder" />
                      <span className="link">{one.name}</span>
                    </span>
                    <span className="mono micro t3 ell">{one.path}</span>
                  </Card>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <section className="welcome-main" aria-label="Examples">
        <h2>Start from an example</h2>
        <p className="small t2">Each is a whole workspace. You get a copy of your own, in {host.home}.</p>
        <ul className="cards">
          {host.examples.map(({ id, title, summary, runtimes }) => (
            <li key={id}>
              <Card className="card" isDisabled={opening !== undefined} onPress={() => void tryExample(id)}>
                <Lanes runtimes={runtimes} />
                <span className="card-text">
                  <b>{title}</b>
                  <span className="small t2">{summary}</span>
                  <span className="row small t2 card-runtimes">
                    {runtimes.map((runtime) => (
                      <span key={runtime} className="row">
                        <RuntimeGlyph runtime={runtime} named />
                      </span>
                    ))}
                  </span>
                </span>
              </Card>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** A lane per runtime, as the Schedule view draws them: decoration. */
function Lanes({ runtimes }: { runtimes: readonly string[] }): JSX.Element {
  const looks = useApp((state) => state.host?.runtimes);
  return (
    <svg className="lanes" viewBox="0 0 240 48" preserveAspectRatio="none" aria-hidden="true">
      {runtimes.map((runtime, lane) => {
        const hue = looks?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet';
        const y = 8 + lane * 14 + (3 - runtimes.length) * 7;
        return [0, 1, 2, 3].map((bar) => {
          const x = bar * 62 - 12 + ((lane * 23 + bar * 17) % 29);
          return (
            <rect
              key={`${runtime}${bar}`}
              className={`bar-${hue}`}
              x={x}
              y={y}
              width={44 - ((lane + bar) % 3) * 9}
              height={9}
              rx={1.5}
            />
          );
        });
      })}
    </svg>
  );
}
