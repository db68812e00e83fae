import { useEffect, useRef, useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { Markdown } from './markdown.tsx';
import { helpText } from './pages.ts';
import './help.css';

const INDEX = 'README';

/** The user guide, one page at a time. */
export function HelpView(): JSX.Element {
  const { store } = useWorkbench();
  const asked = useApp((state) => state.helpPage);
  const anchor = useApp((state) => state.helpAnchor);
  const back = useApp((state) => state.helpBack);
  const inDock = useApp((state) => state.workspace !== undefined);
  const page = asked ?? INDEX;
  const [shown, setShown] = useState<{ readonly page: string; readonly text: string } | undefined>(undefined);
  const scroll = useRef<HTMLDivElement>(null);
  const { openHelp, backInHelp, closeHelp } = store.getState();
  useEffect(() => {
    let gone = false;
    void helpText(page).then((text) => {
      if (!gone)
        setShown({
          page,
          text: text ?? `# Not there\n\nThe guide has no page ${page}. Back to its [beginning](README.md).`,
        });
    });
    return () => {
      gone = true;
    };
  }, [page]);
  useEffect(() => {
    if (shown === undefined) return;
    const heading = anchor.id === '' ? null : document.getElementById(`help-${anchor.id}`);
    if (heading) heading.scrollIntoView({ block: 'start' });
    else scroll.current?.scrollTo(0, 0);
  }, [shown, anchor]);
  return (
    <div className="view page-view">
      <nav className="row help-bar" aria-label="User guide">
        <Button kind="quiet small" onPress={() => openHelp(INDEX)}>
          Contents
        </Button>
        <Button kind="quiet small" isDisabled={back.length === 0} onPress={backInHelp}>
          Back
        </Button>
        {!inDock && (
          <Button kind="quiet small" onPress={closeHelp}>
            To the welcome page
          </Button>
        )}
      </nav>
      <div className="scroll" ref={scroll} tabIndex={0} role="region" aria-label="Page of the user guide">
        <article className="page help">
          {shown && <Markdown text={shown.text} go={(to, at) => openHelp(to === '' ? page : to, at)} />}
        </article>
      </div>
    </div>
  );
}
