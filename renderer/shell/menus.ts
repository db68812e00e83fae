/** The menus, by ids of commands; `-` is a line between groups. They stand in the title bar, on the desktop in the system's menu bar. */
export const MENUS: readonly { readonly title: string; readonly commands: readonly string[] }[] = [
  {
    title: 'File',
    commands: [
      ...['newFile', 'newFolder', '-', 'quickOpen', 'openWorkspace', '-', 'save', 'rename', 'revealFile'],
      ...['compareSaved', '-', 'keepOpen', 'closeEditor', 'closeOthers'],
    ],
  },
  {
    title: 'Edit',
    commands: [
      ...['undo', 'redo', '-', 'find', 'replace', '-', 'show.search', 'replaceInFiles', '-', 'format'],
      ...['goToSymbol', 'show.settings'],
    ],
  },
  {
    title: 'View',
    commands: [
      ...[
        'palette',
        '-',
        'goBack',
        'goForward',
        '-',
        'show.explorer',
        'show.search',
        'show.problems',
        'show.schedule',
        '-',
        'splitRight',
      ],
      ...[
        'toggleSide',
        'toggleDock',
        'resetLayout',
        '-',
        'theme.dark',
        'theme.light',
        'theme.high-contrast',
        'theme.system',
      ],
    ],
  },
  {
    title: 'Run',
    commands: [
      ...[
        'compile',
        'buildTraffic',
        '-',
        'runScenario',
        'pauseRun',
        'stepRun',
        'stopRun',
        '-',
        'verifyRun',
        'compare',
        '-',
      ],
      ...['show.traffic', 'show.schedule', 'mempools', 'show.comparison'],
    ],
  },
  {
    title: 'Debug',
    commands: [
      ...[
        'show.debug',
        'show.gas',
        'show.machine',
        'debug.lineGas',
        '-',
        'debug.continue',
        'debug.over',
        'debug.into',
        'debug.out',
        '-',
      ],
      ...['debug.reverse', 'debug.backOver', 'debug.backInto', 'debug.backOut', '-'],
      ...['debug.restart', 'debug.stop', '-', 'debug.cursor', 'debug.nextTime', 'debug.lastTime', '-'],
      ...['debug.breakpoint', 'debug.condition', 'debug.allOff', 'debug.allOn', 'debug.clear'],
    ],
  },
  {
    title: 'Ledger',
    commands: [
      'show.contracts',
      'show.accounts',
      'show.transactions',
      'show.state',
      'show.snapshots',
      '-',
      'ledgerUndo',
      'ledgerRedo',
      'ledgerRevert',
    ],
  },
  { title: 'Help', commands: ['show.welcome', 'show.help', 'tour', '-', 'show.keys', 'show.toolchains'] },
];
