import type { Diagnostic } from '../../runtimes/service/contract/code.ts';
import type { Monaco } from './monaco.ts';
import { pathOf } from './models.ts';

/** Shows what compilers said where they said it, in every open model. */
export function showMarkers(monaco: Monaco, problems: readonly Diagnostic[]): void {
  const { Error: error, Warning: warning, Info: info } = monaco.MarkerSeverity;
  const severities = { error, warning, info };
  for (const model of monaco.editor.getModels()) {
    const path = pathOf(model.uri);
    const markers = problems
      .filter(({ file }) => file === path)
      .map((problem) => {
        const { severity, message, hint, code } = problem;
        const line = Math.min(Math.max(problem.line, 1), model.getLineCount());
        const column = Math.max(problem.column, 1);
        // A compiler that says no end means the word there.
        const word = model.getWordAtPosition({ lineNumber: line, column });
        return {
          severity: severities[severity],
          message: hint === undefined ? message : `${message}\n${hint}`,
          startLineNumber: line,
          startColumn: column,
          endLineNumber: problem.endLine ?? line,
          endColumn: problem.endColumn ?? word?.endColumn ?? column + 1,
          ...(code !== undefined && { code }),
        };
      });
    monaco.editor.setModelMarkers(model, 'compiler', markers);
  }
}
