/** Settings of the user, and of the workspace over them; what is in force follows from both. */
import type { Scope } from '../../store/memory.ts';
import type { SliceContext } from '../../store/store.ts';
import { NO_SETTINGS, readSettings, withKeys, withSetting, type KeyMap, type SettingsFile } from './read-settings.ts';
import { SETTINGS, SETTING_IDS, THEMES, type SettingId, type SettingValues } from './schema.ts';

export type ThemeChoice = (typeof THEMES)[number];
export type Theme = Exclude<ThemeChoice, 'system'>;

export interface SettingsSlice {
  /** In force. */
  readonly settings: SettingValues;
  readonly settingsFiles: Readonly<Record<Scope, SettingsFile>>;
  /** Keys of commands that are not as they come. */
  readonly keyMap: KeyMap;
  /** What is shown: the choice, or what the system asks for. */
  readonly theme: Theme;
  /** @param value undefined: as it comes. */
  setSetting(scope: Scope, id: SettingId, value: string | number | boolean | undefined): void;
  /** @param keys undefined: as they come. */
  setKeys(command: string, keys: readonly string[] | undefined): void;
  chooseTheme(choice: ThemeChoice): void;
  nextTheme(): void;
  /** The system has changed its mind. */
  systemThemeChanged(): void;
  /** What is remembered is another text than before. */
  settingsRemembered(scope: Scope): void;
}

const FILE = 'settings.json';
const ASIDE = 'settings-damaged.json';

export function createSettingsSlice({ set, get, page, memory }: SliceContext): SettingsSlice {
  const themeOf = (choice: ThemeChoice): Theme => {
    if (choice !== 'system') return choice;
    return page.prefersContrast ? 'high-contrast' : page.prefersDark ? 'dark' : 'light';
  };
  const inForce = (
    settingsFiles: SettingsSlice['settingsFiles'],
  ): Pick<SettingsSlice, 'settings' | 'settingsFiles' | 'keyMap' | 'theme'> => {
    const initial = Object.fromEntries(SETTING_IDS.map((id) => [id, SETTINGS[id].initial]));
    const { user, workspace } = settingsFiles;
    const settings = { ...initial, ...user.values, ...workspace.values } as SettingValues;
    return { settings, settingsFiles, keyMap: user.keys, theme: themeOf(settings['window.theme']) };
  };
  const write = (scope: Scope, text: string): void => {
    const before = memory.get(scope, FILE);
    if (get().settingsFiles[scope].damaged && before !== undefined) memory.set(scope, ASIDE, before);
    memory.set(scope, FILE, text);
    take(scope);
  };
  const take = (scope: Scope): void =>
    set(({ settingsFiles }) => inForce({ ...settingsFiles, [scope]: readSettings(memory.get(scope, FILE)) }));
  return {
    ...inForce({ user: readSettings(memory.get('user', FILE)), workspace: NO_SETTINGS }),
    setSetting: (scope, id, value) => write(scope, withSetting(get().settingsFiles[scope], id, value)),
    setKeys: (command, keys) => write('user', withKeys(get().settingsFiles.user, command, keys)),
    chooseTheme: (choice) => {
      // Where the workspace has a theme of its own, that is what is seen and meant.
      const scope = get().settingsFiles.workspace.values['window.theme'] === undefined ? 'user' : 'workspace';
      get().setSetting(scope, 'window.theme', choice);
    },
    nextTheme: () => {
      const at = THEMES.indexOf(get().settings['window.theme']);
      get().chooseTheme(THEMES[(at + 1) % THEMES.length] ?? 'system');
    },
    systemThemeChanged: () => set(({ settings }) => ({ theme: themeOf(settings['window.theme']) })),
    settingsRemembered: (scope) => {
      take(scope);
      const { flaws, damaged } = get().settingsFiles[scope];
      if (flaws.length === 0) return;
      const where = `${memory.folders[scope]}/${FILE}`;
      get().notify({
        kind: 'warning',
        text: damaged
          ? `The settings in ${where} cannot be read (${flaws.join('; ')}). Everything is as it comes; the file is put aside when you change a setting.`
          : `Some settings in ${where} are not as they should be: ${flaws.join('; ')}. These are as they come.`,
      });
    },
  };
}
