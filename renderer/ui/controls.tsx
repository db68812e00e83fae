/** The few controls that all views are made of, on top of react-aria: keys, focus and names are taken care of there. */
import type { JSX, ReactNode } from 'react';
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextField as AriaTextField,
  type ButtonProps,
} from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './ui.css';

export function Button({
  kind = '',
  icon,
  children,
  ...props
}: Omit<ButtonProps, 'children' | 'className'> & {
  kind?: '' | 'primary' | 'quiet' | 'small' | 'primary small' | 'quiet small';
  icon?: IconName;
  children: ReactNode;
}): JSX.Element {
  return (
    <AriaButton {...props} className={`btn ${kind}`}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

/** `label` is read out and shown on hover. */
export function IconButton({
  icon,
  label,
  small = false,
  ...props
}: Omit<ButtonProps, 'children' | 'className'> & { icon: IconName; label: string; small?: boolean }): JSX.Element {
  return (
    <AriaButton {...props} aria-label={label} className={`ib ${small ? 'small' : ''}`}>
      <span title={label}>
        <Icon name={icon} />
      </span>
    </AriaButton>
  );
}

export interface TextFieldProps {
  readonly label: string;
  /** Stands at the right of the label. */
  readonly type?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly flaw?: string | undefined;
  readonly mono?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly hideLabel?: boolean | undefined;
  readonly onSubmit?: (() => void) | undefined;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { label, type, value, onChange, placeholder, flaw, mono, autoFocus, hideLabel, onSubmit } = props;
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={flaw !== undefined}
      autoFocus={autoFocus ?? false}
    >
      <FieldLabel label={label} type={type} hidden={hideLabel} />
      <Input
        className={`in ${mono ? 'mono' : ''}`}
        spellCheck={false}
        autoComplete="off"
        {...(placeholder !== undefined && { placeholder })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSubmit?.();
        }}
      />
      <FieldError className="flaw">{flaw}</FieldError>
    </AriaTextField>
  );
}

/** The type is no part of the name: it is read out after it. */
const FieldLabel = ({
  label,
  type,
  hidden = false,
}: {
  label: string;
  type?: string | undefined;
  hidden?: boolean | undefined;
}): JSX.Element => (
  <div className={hidden ? 'hidden-visually' : 'lab'}>
    <Label>{label}</Label>
    {type !== undefined && (
      <Text slot="description" className="type">
        {type}
      </Text>
    )}
  </div>
);

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly before?: ReactNode;
  readonly after?: string | undefined;
}

export function Select({
  label,
  type,
  options,
  value,
  onChange,
  hideLabel = false,
}: {
  label: string;
  type?: string;
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
  hideLabel?: boolean;
}): JSX.Element {
  const current = options.find(({ id }) => id === value);
  return (
    <AriaSelect className="field" value={value} onChange={(key) => onChange(String(key))}>
      <FieldLabel label={label} type={type} hidden={hideLabel} />
      <AriaButton className="sel">
        {current?.before && <span aria-hidden="true">{current.before}</span>}
        {/* The space keeps two words two where they are read out. */}
        <SelectValue className="row grow ell">
          {() => (
            <>
              <span className="ell">{current?.text}</span> <span className="end mono micro">{current?.after}</span>
            </>
          )}
        </SelectValue>
        <Icon name="chevronDown" />
      </AriaButton>
      <Popover className="pop">
        <ListBox items={options}>
          {({ id, text, before, after }) => (
            <ListBoxItem id={id} textValue={text} className="opt">
              {before}
              <span className="ell">{text}</span>{' '}
              {after !== undefined && <span className="end mono micro">{after}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** Says what will stand here, and the one next step. */
export const Empty = ({ children, action }: { children: ReactNode; action?: ReactNode }): JSX.Element => (
  <div className="empty">
    <p>{children}</p>
    {action}
  </div>
);
