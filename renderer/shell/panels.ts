import type { IconName } from '../ui/icon.tsx';

/** Panels that are there once each. Files are panels as well, one per path. */
export const PANELS = [
  { id: 'explorer', title: 'Explorer', icon: 'files', place: 'left', keys: 'Ctrl+Shift+E', help: 'workbench#files' },
  { id: 'search', title: 'Search', icon: 'search', place: 'left', keys: 'Ctrl+Shift+F', help: 'workbench#search' },
  { id: 'contracts', title: 'Contracts', icon: 'contracts', place: 'right', keys: 'Ctrl+Shift+C', help: 'contracts' },
  { id: 'accounts', title: 'Accounts', icon: 'accounts', place: 'bottom', keys: '', help: 'accounts' },
  {
    id: 'transactions',
    title: 'Transactions',
    icon: 'transactions',
    place: 'bottom',
    keys: 'Ctrl+Shift+T',
    help: 'transactions',
  },
  { id: 'snapshots', title: 'Snapshots', icon: 'state', place: 'centre', keys: '', help: 'ledger' },
  { id: 'state', title: 'State', icon: 'table', place: 'centre', keys: 'Ctrl+Alt+E', help: 'state' },
  {
    id: 'problems',
    title: 'Problems',
    icon: 'warning',
    place: 'bottom',
    keys: 'Ctrl+Shift+M',
    help: 'workbench#problems',
  },
  { id: 'traffic', title: 'Traffic', icon: 'traffic', place: 'centre', keys: 'Ctrl+Alt+B', help: 'traffic' },
  { id: 'schedule', title: 'Schedule', icon: 'schedule', place: 'centre', keys: 'Ctrl+Alt+S', help: 'schedule' },
  { id: 'debug', title: 'Debug', icon: 'debug', place: 'right', keys: 'Ctrl+Shift+D', help: 'debugger' },
  { id: 'gas', title: 'Gas', icon: 'state', place: 'bottom', keys: '', help: 'debugger#gas' },
  { id: 'machine', title: 'Machine', icon: 'console', place: 'bottom', keys: '', help: 'debugger#machine' },
  { id: 'comparison', title: 'Compare', icon: 'policy', place: 'centre', keys: 'Ctrl+Alt+P', help: 'compare' },
  { id: 'toolchains', title: 'Toolchains', icon: 'tools', place: 'centre', keys: '', help: 'toolchains' },
  { id: 'settings', title: 'Settings', icon: 'settings', place: 'centre', keys: 'Ctrl+,', help: 'workbench#settings' },
  { id: 'keys', title: 'Keyboard shortcuts', icon: 'keyboard', place: 'centre', keys: 'Ctrl+Alt+K', help: 'keyboard' },
  { id: 'help', title: 'User guide', icon: 'book', place: 'centre', keys: 'Ctrl+F1', help: '' },
  { id: 'welcome', title: 'Welcome', icon: 'home', place: 'centre', keys: '', help: 'first-contract' },
] as const satisfies readonly {
  id: string;
  title: string;
  icon: IconName;
  place: 'left' | 'right' | 'bottom' | 'centre';
  keys: string;
  /** Page of the guide, with `#` a heading of it. */
  help: string;
}[];

export type PanelId = (typeof PANELS)[number]['id'];
