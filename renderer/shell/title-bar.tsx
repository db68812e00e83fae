import type { JSX } from 'react';
import { Button } from 'react-aria-components';
import logo from '../logo.svg';
import { useApp } from '../store/use-app.ts';
import { Icon } from '../ui/icon.tsx';
import type { PaletteMode } from './commands.ts';
import { MenuBar } from './menu-bar.tsx';
import { useWorkbench } from './workbench.ts';

export function TitleBar({ openPalette }: { openPalette: (mode: PaletteMode) => void }): JSX.Element {
  const { desktop } = useWorkbench();
  const workspace = useApp((state) => state.workspace);
  return (
    <header className="titlebar">
      <div className="row">
        <img className="mark" src={logo} alt="" />
        {desktop === undefined ? (
          <MenuBar openPalette={(mode) => mode !== undefined && openPalette(mode)} />
        ) : (
          <span className="name">Interleave</span>
        )}
      </div>
      <Button className="cmd" onPress={() => openPalette(workspace ? 'files' : 'commands')}>
        <Icon name="search" />
        <span className="hidden-visually">Search files and commands: </span>
        <span className="ell grow">{workspace?.name ?? 'Search or run a command'}</span>
        <kbd>{workspace ? 'Ctrl+P' : 'Ctrl+Shift+P'}</kbd>
      </Button>
      <span />
    </header>
  );
}
