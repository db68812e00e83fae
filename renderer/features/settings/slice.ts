import type { SliceContext } from '../../store/store.ts';

export const THEMES = ['system', 'dark', 'light', 'high-contrast'] as const;
export type ThemeChoice = (typeof THEMES)[number];
export type Theme = Exclude<ThemeChoice, 'system'>;

export interface SettingsSlice {
  readonly themeChoice: ThemeChoice;
  /** What is shown: the choice, or what the system asks for. */
  readonly theme: Theme;
  chooseTheme(choice: ThemeChoice): void;
  nextTheme(): void;
  /** The system has changed its mind. */
  systemThemeChanged(): void;
}

const KEY = 'interleave.theme';

export function createSettingsSlice({ set, get, page }: SliceContext): SettingsSlice {
  const themeOf = (choice: ThemeChoice): Theme => {
    if (choice !== 'system') return choice;
    return page.prefersContrast ? 'high-contrast' : page.prefersDark ? 'dark' : 'light';
  };
  const saved = page.storage.getItem(KEY);
  const choice = THEMES.find((theme) => theme === saved) ?? 'system';
  return {
    themeChoice: choice,
    theme: themeOf(choice),
    chooseTheme: (next) => {
      page.storage.setItem(KEY, next);
      set({ themeChoice: next, theme: themeOf(next) });
    },
    nextTheme: () => {
      const at = THEMES.indexOf(get().themeChoice);
      get().chooseTheme(THEMES[(at + 1) % THEMES.length] ?? 'system');
    },
    systemThemeChanged: () => set(({ themeChoice }) => ({ theme: themeOf(themeChoice) })),
  };
}
