import { useEffect, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import './toolchains.css';

export function ToolchainsView(): JSX.Element {
  const { store } = useWorkbench();
  const toolchains = useApp((state) => state.toolchains);
  const looking = useApp((state) => state.lookingForToolchains);
  useEffect(() => {
    if (store.getState().toolchains === undefined) void store.getState().loadToolchains();
  }, [store]);
  return (
    <div className="view toolchains">
      <div className="bar">
        <h2>Toolchains</h2>
        <span className="grow small t2">What contracts run on here, and what compiles them</span>
        <Button icon="refresh" isDisabled={looking} onPress={() => void store.getState().loadToolchains()}>
          {looking ? 'Looking' : 'Look again'}
        </Button>
      </div>
      <ul className="scroll" aria-label="Toolchains" tabIndex={0} aria-busy={looking}>
        {toolchains?.map(({ name, kind, runtime, found, version, where, message, install }) => (
          <li key={`${runtime ?? ''} ${kind} ${name}`} className="toolchain">
            <span className="glyph">{runtime !== undefined && <RuntimeGlyph runtime={runtime} />}</span>
            <div className="grow">
              <p>
                <b>{name}</b> <span className="t3 small">{kind}</span>{' '}
                {version !== undefined && <span className="mono t2">{version}</span>}
              </p>
              {message !== undefined && <p className="small t2">{message}.</p>}
              {where !== undefined && <p className="mono micro t3 ell">{where}</p>}
              {install !== undefined && !found && (
                <p className="install">
                  <code className="mono">{install}</code>
                  <Button kind="small" icon="copy" onPress={() => void navigator.clipboard.writeText(install)}>
                    Copy command
                  </Button>
                </p>
              )}
            </div>
            <span className={`st ${found ? 'st-committed' : 'st-warning'}`}>
              <Icon name={found ? 'check' : 'warning'} />
              {found ? 'found' : 'missing'}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
