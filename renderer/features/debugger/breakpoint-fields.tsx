import { useState, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { TextField } from '../../ui/controls.tsx';
import type { Breakpoint, BreakpointFields } from './breakpoints.ts';

/** What a breakpoint of a line depends on. Enter takes what is written. */
export function BreakpointFieldsForm({
  path,
  breakpoint,
  autoFocus = false,
  onDone,
}: {
  path: string;
  breakpoint: Breakpoint;
  autoFocus?: boolean;
  onDone?: () => void;
}): JSX.Element {
  const { store } = useWorkbench();
  const { line } = breakpoint;
  const [fields, setFields] = useState({
    condition: breakpoint.condition,
    hits: breakpoint.hits ?? '',
    log: breakpoint.log ?? '',
  });
  const save = (): void => {
    store.getState().changeBreakpoint(path, line, fields);
    onDone?.();
  };
  const field = (name: keyof BreakpointFields, label: string, placeholder: string, isFirst = false): JSX.Element => (
    <TextField
      label={label}
      mono
      value={fields[name]}
      onChange={(text) => setFields({ ...fields, [name]: text })}
      onSubmit={save}
      placeholder={placeholder}
      autoFocus={isFirst && autoFocus}
    />
  );
  return (
    <div className="debug-field debug-fields">
      {field('condition', `Stops at line ${line} only where`, 'amount > 100, then Enter', true)}
      {field('hits', 'Only at these times', '5, >= 5 or % 5')}
      {field('log', 'Says this and goes on', 'paid {amount} to {to}')}
    </div>
  );
}
