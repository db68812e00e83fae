/** Every setting: what it is called, what it does, which values it takes. The one place; types and checks follow from it. */

interface Described {
  readonly group: string;
  readonly title: string;
  readonly about: string;
}
export type Setting = Described &
  (
    | { readonly kind: 'choice'; readonly options: readonly string[]; readonly initial: string }
    | {
        readonly kind: 'number';
        readonly from: number;
        readonly to: number;
        readonly unit: string;
        readonly initial: number;
      }
    | { readonly kind: 'switch'; readonly initial: boolean }
    | { readonly kind: 'text'; readonly initial: string }
  );

export const THEMES = ['system', 'dark', 'light', 'high-contrast'] as const;

export const SETTINGS = {
  'window.theme': {
    group: 'Window',
    title: 'Theme',
    about: 'Colours of the whole window. "system" follows the system, its wish for more contrast included.',
    kind: 'choice',
    options: THEMES,
    initial: 'system',
  },
  'window.motion': {
    group: 'Window',
    title: 'Motion',
    about: 'Whether menus and panels may move. "system" follows the system.',
    kind: 'choice',
    options: ['system', 'none'],
    initial: 'system',
  },
  'editor.fontSize': {
    group: 'Editor',
    title: 'Font size',
    about: 'Of code.',
    kind: 'number',
    from: 8,
    to: 32,
    unit: 'px',
    initial: 13,
  },
  'editor.wordWrap': {
    group: 'Editor',
    title: 'Wrap long lines',
    about: 'Lines that are wider than the editor go on below.',
    kind: 'switch',
    initial: false,
  },
  'editor.lineNumbers': {
    group: 'Editor',
    title: 'Line numbers',
    about: 'Beside the text.',
    kind: 'switch',
    initial: true,
  },
  'editor.minimap': {
    group: 'Editor',
    title: 'Overview of the file',
    about: 'A small picture of the whole text at its right.',
    kind: 'switch',
    initial: false,
  },
  'editor.formatOnSave': {
    group: 'Editor',
    title: 'Format on save',
    about: 'Before Ctrl+S saves, where the language has a formatter. Saving by itself never formats.',
    kind: 'switch',
    initial: false,
  },
  'editor.preview': {
    group: 'Editor',
    title: 'Look at files in one tab',
    about:
      'A file that is clicked once is shown in a tab with an italic title, which the next one takes over. A double click or an edit keeps it open.',
    kind: 'switch',
    initial: true,
  },
  'editor.inlineValues': {
    group: 'Editor',
    title: 'Values behind lines',
    about: 'While a transaction is debugged, the lines of the function that runs end with what their variables hold.',
    kind: 'switch',
    initial: true,
  },
  'files.autosave': {
    group: 'Files',
    title: 'Save by itself',
    about:
      'What is typed is written to the file a moment later. Without it, Ctrl+S saves; what is not saved is kept all the same.',
    kind: 'switch',
    initial: true,
  },
  'files.autosaveDelay': {
    group: 'Files',
    title: 'Delay of saving by itself',
    about: 'So long after the last key.',
    kind: 'number',
    from: 100,
    to: 60_000,
    unit: 'ms',
    initial: 400,
  },
  'search.exclude': {
    group: 'Search',
    title: 'Never searched',
    about:
      'Patterns of paths, separated by commas. What tools keep for themselves (node_modules, target, .git) is never searched.',
    kind: 'text',
    initial: '',
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingId = keyof typeof SETTINGS;
type ValueOf<S extends Setting> = S extends { kind: 'choice'; options: readonly (infer O)[] }
  ? O
  : S extends { kind: 'number' }
    ? number
    : S extends { kind: 'switch' }
      ? boolean
      : string;
export type SettingValues = { readonly [K in SettingId]: ValueOf<(typeof SETTINGS)[K]> };

export const SETTING_IDS = Object.keys(SETTINGS) as readonly SettingId[];

/** What is wrong with a value, and what would be right. */
export function settingFlaw(id: SettingId, value: unknown): string | undefined {
  const setting: Setting = SETTINGS[id];
  switch (setting.kind) {
    case 'choice':
      return setting.options.includes(value as string) ? undefined : `one of ${setting.options.join(', ')} is needed`;
    case 'number': {
      const { from, to } = setting;
      const fits = typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
      return fits ? undefined : `a whole number from ${from} to ${to} is needed`;
    }
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'true or false is needed';
    case 'text':
      return typeof value === 'string' && value.length <= 1_000 ? undefined : 'a text of up to 1,000 letters is needed';
  }
}
