import type { JSX } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

/** One of a few, all of them seen. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { readonly id: T; readonly text: string }[];
  value: T;
  onChange: (id: T) => void;
}): JSX.Element {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find(({ id }) => [...keys].includes(id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {options.map(({ id, text }) => (
        <ToggleButton key={id} id={id} className="segment">
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
