/** The editor's colours, taken from the tokens of the theme that is shown. */
import type { Theme } from '../features/settings/slice.ts';
import type { Monaco } from './monaco.ts';

const RULES = [
  ['keyword', 'keyword'],
  ['type', 'type'],
  ['type.identifier', 'type'],
  ['string', 'string'],
  ['number', 'number'],
  ['comment', 'comment'],
  ['comment.doc.tag', 'keyword'],
  ['annotation', 'function'],
  ['attribute', 'function'],
  ['key', 'keyword'],
] as const;

/** Above these, what the base theme says is kept. */
const COLORS = {
  'editor.background': 'surface-editor',
  'editor.foreground': 'syn-plain',
  'editorLineNumber.foreground': 'text-3',
  'editorLineNumber.activeForeground': 'text-1',
  'editor.lineHighlightBackground': 'surface-hover',
  'editor.selectionBackground': 'surface-selected',
  'editorCursor.foreground': 'text-1',
  // Nothing pairs by colour alone, and what has no partner is for the compiler to tell.
  'editorBracketHighlight.unexpectedBracket.foreground': 'syn-plain',
  'editorCodeLens.foreground': 'text-2',
  'editorWidget.background': 'surface-overlay',
  'editorWidget.border': 'border',
  'editorHoverWidget.background': 'surface-overlay',
  'editorSuggestWidget.background': 'surface-overlay',
  'editorSuggestWidget.selectedBackground': 'surface-selected',
  'editorSuggestWidget.foreground': 'text-1',
  'editorSuggestWidget.selectedForeground': 'text-1',
  'editorSuggestWidget.selectedIconForeground': 'text-1',
  'editorSuggestWidget.highlightForeground': 'accent-text',
  'editorSuggestWidget.focusHighlightForeground': 'accent-text',
  'list.hoverBackground': 'surface-hover',
  'list.hoverForeground': 'text-1',
  'editorError.foreground': 'st-aborted',
  'editorWarning.foreground': 'st-waiting',
  'editorInfo.foreground': 'st-executing',
  'input.background': 'surface-editor',
  'input.foreground': 'text-1',
  focusBorder: 'focus',
} as const;

const NAME = 'interleave';

export function applyEditorTheme(monaco: Monaco, theme: Theme): void {
  const style = getComputedStyle(document.documentElement);
  // The build shortens #ffffff, and the editor wants all digits.
  const token = (name: string): string =>
    style
      .getPropertyValue(`--${name}`)
      .trim()
      .replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3');
  monaco.editor.defineTheme(NAME, {
    base: theme === 'light' ? 'vs' : theme === 'dark' ? 'vs-dark' : 'hc-black',
    inherit: true,
    rules: [
      { token: '', foreground: token('syn-plain').slice(1) },
      ...RULES.map(([name, colour]) => ({ token: name, foreground: token(`syn-${colour}`).slice(1) })),
    ],
    colors: Object.fromEntries(Object.entries(COLORS).map(([name, colour]) => [name, token(colour)])),
  });
  monaco.editor.setTheme(NAME);
}
