/** Every command, with its key: what the palette lists and the keyboard runs. The keys follow VS Code. */
import { EDIT_BREAKPOINT, LAST_TIME, NEXT_TIME, RUN_TO_CURSOR, TOGGLE_BREAKPOINT } from '../editor/debug-marks.ts';
import { BINDING_LANGUAGES } from '../../runtimes/service/contract/bindings.ts';
import { runEditorAction } from '../editor/editor-actions.ts';
import type { Move } from '../features/debugger/slice.ts';
import { BINDING_NAMES } from '../features/bindings/slice.ts';
import { THEMES } from '../features/settings/schema.ts';
import { PANELS } from './panels.ts';
import type { Workbench } from './workbench.ts';

export type PaletteMode = 'commands' | 'files';

export interface CommandContext extends Workbench {
  readonly palette: (mode: PaletteMode | undefined) => void;
}

export interface Command {
  readonly id: string;
  readonly title: string;
  /** `Ctrl+Shift+P`; on a Mac Cmd stands for Ctrl. Several, the first is shown. */
  readonly keys: readonly string[];
  /** Makes no sense without a workspace. */
  readonly needsWorkspace: boolean;
  run(context: CommandContext): void;
}

const command = (
  id: string,
  title: string,
  run: Command['run'],
  keys: readonly string[] = [],
  needsWorkspace = true,
): Command => ({ id, title, keys, needsWorkspace, run });

const inEditor = (id: string, title: string, action: string, keys: readonly string[] = []): Command =>
  command(id, title, ({ store }) => void runEditorAction(action, store.getState().activePath), keys);

/** Without a transaction the panel says how to begin. */
const debugStep = (move: Move, title: string, keys: readonly string[] = []): Command =>
  command(
    `debug.${move}`,
    `Debug: ${title}`,
    ({ store, dock }) => (store.getState().debug === undefined ? dock.show('debug') : void store.getState().step(move)),
    keys,
  );

/** Of the instruction that has the keys, else of the editor's line. */
function toggleBreakpoint(store: Workbench['store']): void {
  const { pointedInstruction: one, toggleInstruction, activePath } = store.getState();
  if (one === undefined) void runEditorAction(TOGGLE_BREAKPOINT, activePath);
  else toggleInstruction(one.reference, one.name);
}

const format = (store: Workbench['store']): Promise<void> =>
  runEditorAction('editor.action.formatDocument', store.getState().activePath);

async function save(store: Workbench['store']): Promise<void> {
  if (store.getState().settings['editor.formatOnSave']) await format(store);
  await store.getState().saveAll();
}

export const COMMANDS: readonly Command[] = [
  command('palette', 'Show all commands', ({ palette }) => palette('commands'), ['Ctrl+Shift+P', 'F1'], false),
  command('quickOpen', 'Go to file', ({ palette }) => palette('files'), ['Ctrl+P']),
  command(
    'newFile',
    'New file',
    ({ store, dock }) => {
      dock.show('explorer');
      store.getState().beginCreate('file');
    },
    ['Ctrl+Alt+N'],
  ),
  command('newFolder', 'New folder', ({ store, dock }) => {
    dock.show('explorer');
    store.getState().beginCreate('folder');
  }),
  command('rename', 'Rename the file', ({ store, dock }) => {
    const { activePath, revealEntry, beginRename } = store.getState();
    if (activePath === undefined) return;
    dock.show('explorer');
    revealEntry(activePath);
    beginRename(activePath);
  }),
  command('revealFile', 'Show the file in the explorer', ({ store, dock }) => {
    const { activePath, revealEntry } = store.getState();
    if (activePath !== undefined) revealEntry(activePath);
    dock.show('explorer');
  }),
  command(
    'replaceInFiles',
    'Replace in files',
    ({ store, dock }) => {
      store.getState().toggleReplacing(true);
      dock.show('search');
    },
    ['Ctrl+Shift+H'],
  ),
  command('goBack', 'Go back', ({ store }) => void store.getState().travel(-1), ['Ctrl+Alt+-']),
  command('goForward', 'Go forward', ({ store }) => void store.getState().travel(1), ['Ctrl+Alt+=']),
  command('openWorkspace', 'Open a folder or an example', ({ dock }) => dock.show('welcome')),
  command('tour', 'Take the two-minute tour', ({ store }) => void store.getState().startTour(), [], false),
  command('save', 'Save', ({ store }) => void save(store), ['Ctrl+S']),
  command('format', 'Format the file', ({ store }) => void format(store), ['Alt+Shift+F']),
  inEditor('goToSymbol', 'Go to a symbol of the file', 'editor.action.quickOutline', ['Ctrl+Shift+O']),
  // Their keys are the editor's own.
  inEditor('undo', 'Undo', 'undo'),
  inEditor('redo', 'Redo', 'redo'),
  inEditor('find', 'Find', 'actions.find'),
  inEditor('replace', 'Replace', 'editor.action.startFindReplaceAction'),
  command('compile', 'Compile the file', ({ store }) => void store.getState().compileActive(), ['Ctrl+Shift+B']),
  command('splitRight', 'Split to the right', ({ dock }) => dock.splitRight(), ['Ctrl+\\']),
  command('compareSaved', 'Compare with what is on the disk', ({ store, dock }) => {
    const { activePath } = store.getState();
    if (activePath !== undefined) dock.compare(activePath, activePath);
  }),
  command('runScenario', 'Run scenario', ({ store }) => void store.getState().startRun(), ['Ctrl+F5']),
  command('pauseRun', 'Pause the run', ({ store }) => void store.getState().pauseRun(), ['Ctrl+F6']),
  command(
    'stepRun',
    'Step: the next decision of the scheduler',
    ({ store, dock }) => {
      dock.show('schedule');
      void store.getState().stepRun();
    },
    ['Ctrl+F7'],
  ),
  command('stopRun', 'Stop the run', ({ store }) => void store.getState().stopRun(), ['Ctrl+F8']),
  debugStep('continue', 'continue', ['F5']),
  debugStep('reverse', 'continue backwards', ['Ctrl+F9']),
  debugStep('over', 'step over', ['F10']),
  debugStep('into', 'step into', ['F11']),
  debugStep('out', 'step out', ['Shift+F11']),
  debugStep('backOver', 'step back over', ['Ctrl+F10']),
  debugStep('backInto', 'step back into', ['Ctrl+F11']),
  debugStep('backOut', 'step back out', ['Ctrl+Shift+F11']),
  command('debug.stop', 'Debug: stop', ({ store }) => store.getState().stopDebugging(), ['Shift+F5']),
  command('debug.restart', 'Debug: from the beginning', ({ store }) => void store.getState().restartDebugging(), [
    'Ctrl+Shift+F5',
  ]),
  inEditor('debug.cursor', 'Debug: run to the line', RUN_TO_CURSOR, ['Ctrl+Shift+F10']),
  inEditor('debug.nextTime', 'Debug: go to the next time at the line', NEXT_TIME),
  inEditor('debug.lastTime', 'Debug: go to the last time at the line', LAST_TIME),
  command('debug.lineGas', 'Debug: show or hide gas beside lines', ({ store }) =>
    store.getState().showLineGas(!store.getState().showsLineGas),
  ),
  command('debug.breakpoint', 'Debug: set or remove a breakpoint', ({ store }) => toggleBreakpoint(store), ['F9']),
  inEditor('debug.condition', 'Debug: condition, count or message of the breakpoint', EDIT_BREAKPOINT, ['Shift+F9']),
  command('debug.allOff', 'Debug: switch all breakpoints off', ({ store }) =>
    store.getState().switchAllBreakpoints(false),
  ),
  command('debug.allOn', 'Debug: switch all breakpoints on', ({ store }) =>
    store.getState().switchAllBreakpoints(true),
  ),
  command('debug.clear', 'Debug: remove all breakpoints', ({ store }) => store.getState().clearBreakpoints()),
  command('mempools', 'Show or hide the mempools', ({ store, dock }) => {
    dock.show('schedule');
    store.getState().showMempools(!store.getState().showsMempools);
  }),
  command('buildTraffic', 'Build traffic for the file', ({ store, dock }) => {
    const { activePath, newTraffic, openTraffic } = store.getState();
    dock.show('traffic');
    if (activePath === undefined) return;
    void (/\.ya?ml$/i.test(activePath) ? openTraffic(activePath) : newTraffic(activePath));
  }),
  ...BINDING_LANGUAGES.map((to) =>
    command(
      `bindings.${to}`,
      `Generate ${BINDING_NAMES[to]} bindings…`,
      ({ store }) => void store.getState().chooseBinding(to),
    ),
  ),
  command('compare', 'Compare policies', ({ store }) => void store.getState().startComparison()),
  command('verifyRun', 'Verify the run against serial execution', ({ store }) => void store.getState().verifyRun()),
  command('ledgerUndo', 'Undo the last step of the ledger', ({ store }) => void store.getState().stepLedger('undo')),
  command('ledgerRedo', 'Redo the step of the ledger', ({ store }) => void store.getState().stepLedger('redo')),
  command('ledgerRevert', 'Revert the ledger by one block', ({ store }) => void store.getState().stepLedger('revert')),
  command('manageTrust', 'Manage workspace trust', ({ store }) => store.getState().showTrust(true)),
  command('closeEditor', 'Close tab', ({ dock }) => dock.closeActive(), ['Ctrl+Alt+W']),
  command('closeOthers', 'Close the other tabs', ({ dock }) => dock.closeOthers()),
  command('keepOpen', 'Keep the tab open', ({ dock }) => dock.keepOpen()),
  command('nextPart', 'Go to the next part of the window', ({ dock }) => dock.next(1), ['F6']),
  command('previousPart', 'Go to the previous part of the window', ({ dock }) => dock.next(-1), ['Shift+F6']),
  command('toggleSide', 'Show or hide the side bar', ({ dock }) => dock.toggle('left'), ['Ctrl+B']),
  command('toggleDock', 'Show or hide the dock below', ({ dock }) => dock.toggle('bottom'), ['Ctrl+J']),
  command('resetLayout', 'Reset the layout', ({ dock }) => dock.reset()),
  ...PANELS.map(({ id, title, keys }) =>
    command(`show.${id}`, `Show ${title}`, ({ dock }) => dock.show(id), keys === '' ? [] : [keys]),
  ),
  ...THEMES.map((theme) =>
    command(
      `theme.${theme}`,
      theme === 'system' ? 'Theme: as the system' : `Theme: ${theme.replace('-', ' ')}`,
      ({ store }) => store.getState().chooseTheme(theme),
      [],
      false,
    ),
  ),
];
