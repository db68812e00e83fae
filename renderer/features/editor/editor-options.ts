import type { SettingValues } from '../settings/schema.ts';

/** What the settings say of an editor. */
export const editorOptions = (settings: SettingValues) => ({
  fontSize: settings['editor.fontSize'],
  lineHeight: Math.round(settings['editor.fontSize'] * 1.54),
  wordWrap: settings['editor.wordWrap'] ? ('on' as const) : ('off' as const),
  lineNumbers: settings['editor.lineNumbers'] ? ('on' as const) : ('off' as const),
  minimap: { enabled: settings['editor.minimap'] },
});
