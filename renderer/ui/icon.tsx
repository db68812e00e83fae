/** Line icons of the design reference, 16 by 16. They are decoration: whoever shows one alone names it. */
import type { JSX } from 'react';

const PATHS = {
  accounts: 'M8 8.25a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM2.75 13.75c.5-2.6 2.6-4 5.25-4s4.75 1.4 5.25 4',
  check: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM5.5 8.25 7.25 10l3.5-4',
  chevron: 'm6 4 4 4-4 4',
  chevronDown: 'm4 6 4 4 4-4',
  close: 'm4 4 8 8M12 4l-8 8',
  contracts: 'M3 2.25h10v4H3zM3 9.75h10v4H3zM8 6.25v3.5M5.25 4.25h.01M5.25 11.75h.01',
  copy: 'M5.25 5.25h8v8h-8zM10.75 5V2.75h-8v8H5',
  error: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM6 6l4 4M10 6l-4 4',
  file: 'M4 1.75h5l3 3v9.5H4zM8.75 1.75V5H12',
  files: 'M5.5 1.75h5l3 3v6.5h-8zM10.25 1.75V5h3.25M5.5 4.5h-3v9.75h7.5v-3',
  folder: 'M1.75 3.25h4.5l1.5 1.75h6.5v8H1.75z',
  home: 'M2.5 7.5 8 2.75l5.5 4.75M4 6.5v6.75h8V6.5',
  info: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM8 7.25v3.5M8 5.25v.01',
  newFile: 'M8.5 14.25H4V1.75h5l3 3v3.5M8.75 1.75V5H12M12 10v4.5M9.75 12.25h4.5',
  newFolder: 'M8.5 13H1.75V3.25h4.5l1.5 1.75h6.5v3M12.25 9.75v4.5M10 12h4.5',
  play: 'M5 3.25 12.5 8 5 12.75z',
  plus: 'M8 3.25v9.5M3.25 8h9.5',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.55M13 2.5v2.75h-2.75',
  reverted: 'M5.5 3 2.75 5.75 5.5 8.5M2.75 5.75H10a3.25 3.25 0 0 1 0 6.5H6.5',
  search: 'M7 2.75a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5zM10.25 10.25l3.5 3.5',
  slash: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5zM4 12 12 4',
  state:
    'M2.75 3.75c0-1.1 2.35-2 5.25-2s5.25.9 5.25 2-2.35 2-5.25 2-5.25-.9-5.25-2zM2.75 3.75v8.5c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2v-8.5M2.75 8c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2',
  theme: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 2.5v11M8 5.5l3.5-1M8 8h5.5M8 10.5l3.5 1',
  tools: 'M9.75 2.25a3.5 3.5 0 0 0-3.4 4.6L2.25 11v2.75H5l4.15-4.1a3.5 3.5 0 0 0 4.45-4.4l-2.1 2.1-2.25-.6-.6-2.25z',
  transactions: 'M2.5 5h9M9 2.5 11.5 5 9 7.5M13.5 11h-9M7 8.5 4.5 11 7 13.5',
  trash: 'M3 4.25h10M6.25 4.25v-2h3.5v2M4.25 4.25l.5 9.5h6.5l.5-9.5M6.75 6.75v4.5M9.25 6.75v4.5',
  warning: 'M8 2.25 14.25 13.5H1.75zM8 6.5v3.25M8 11.5v.01',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, className = '' }: { name: IconName; className?: string }): JSX.Element => (
  <svg className={`i ${className}`} viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
