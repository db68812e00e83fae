import { useState, type JSX, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Icon } from '../../ui/icon.tsx';

/** Those that are closed stay closed when the panel is shown anew. */
const closed = new Set<string>();

/** A part of the panel, which can be closed to leave its room to the others. */
export function Part({
  title,
  end,
  className = '',
  children,
}: {
  title: string;
  /** At the right of the heading. */
  end?: ReactNode;
  className?: string;
  children: ReactNode;
}): JSX.Element {
  const [isOpen, setIsOpen] = useState(!closed.has(title));
  const toggle = (): void => {
    if (isOpen) closed.add(title);
    else closed.delete(title);
    setIsOpen(!isOpen);
  };
  return (
    <section className={`debug-part ${isOpen ? className : ''}`} aria-label={title}>
      <div className="debug-part-head">
        <h2>
          <Button className="debug-part-toggle" aria-expanded={isOpen} onPress={toggle}>
            <Icon name={isOpen ? 'chevronDown' : 'chevron'} />
            {title}
          </Button>
        </h2>
        {end !== undefined && <span className="end row">{end}</span>}
      </div>
      {isOpen && children}
    </section>
  );
}
