import type { IconName } from '../ui/icon.tsx';

/** Panels that are there once each. Files are panels as well, one per path. */
export const PANELS = [
  { id: 'explorer', title: 'Explorer', icon: 'files', place: 'left', keys: 'Ctrl+Shift+E' },
  { id: 'search', title: 'Search', icon: 'search', place: 'left', keys: 'Ctrl+Shift+F' },
  { id: 'contracts', title: 'Contracts', icon: 'contracts', place: 'right', keys: 'Ctrl+Shift+C' },
  { id: 'accounts', title: 'Accounts', icon: 'accounts', place: 'bottom', keys: '' },
  { id: 'transactions', title: 'Transactions', icon: 'transactions', place: 'bottom', keys: 'Ctrl+Shift+T' },
  { id: 'snapshots', title: 'Snapshots', icon: 'state', place: 'centre', keys: '' },
  { id: 'problems', title: 'Problems', icon: 'warning', place: 'bottom', keys: 'Ctrl+Shift+M' },
  { id: 'schedule', title: 'Schedule', icon: 'schedule', place: 'centre', keys: 'Ctrl+Alt+S' },
  { id: 'comparison', title: 'Compare', icon: 'policy', place: 'centre', keys: 'Ctrl+Alt+P' },
  { id: 'toolchains', title: 'Toolchains', icon: 'tools', place: 'centre', keys: '' },
  { id: 'settings', title: 'Settings', icon: 'settings', place: 'centre', keys: 'Ctrl+,' },
  { id: 'keys', title: 'Keyboard shortcuts', icon: 'keyboard', place: 'centre', keys: 'Ctrl+Alt+K' },
  { id: 'help', title: 'User guide', icon: 'book', place: 'centre', keys: 'Ctrl+F1' },
  { id: 'welcome', title: 'Welcome', icon: 'home', place: 'centre', keys: '' },
] as const satisfies readonly {
  id: string;
  title: string;
  icon: IconName;
  place: 'left' | 'right' | 'bottom' | 'centre';
  keys: string;
}[];

export type PanelId = (typeof PANELS)[number]['id'];
