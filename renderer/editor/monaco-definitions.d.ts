/** The editor's own grammars, whose package types only what registers them. */
declare module 'monaco-editor/languages/definitions/*' {
  import type { languages } from 'monaco-editor/editor/editor.api.js';
  export const language: languages.IMonarchLanguage;
}
