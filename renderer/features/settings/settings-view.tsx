import { useState, type JSX } from 'react';
import { Switch } from 'react-aria-components';
import type { Scope } from '../../store/memory.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Select, TextField } from '../../ui/controls.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TrustSetting } from '../trust/trust-setting.tsx';
import { SETTINGS, SETTING_IDS, settingFlaw, type Setting, type SettingId } from './schema.ts';
import './settings.css';

const SCOPES = [
  { id: 'user', text: 'Everywhere' },
  { id: 'workspace', text: 'In this workspace' },
] as const;

export function SettingsView(): JSX.Element {
  const { dock } = useWorkbench();
  const [typed, setTyped] = useState('');
  const [scope, setScope] = useState<Scope>('user');
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (id: SettingId): boolean => {
    const { group, title, about } = SETTINGS[id];
    const text = `${id} ${group} ${title} ${about}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const shown = SETTING_IDS.filter(fits);
  // Words of what no file of settings has.
  const showsTrust = words.every((word) => 'workspace trust restricted assemblies'.includes(word));
  const groups = [...new Set(shown.map((id) => SETTINGS[id].group))];
  return (
    <div className="view page-view">
      <div className="page">
        <div className="row page-head">
          <h1 className="grow">Settings</h1>
          <Button kind="quiet" icon="keyboard" onPress={() => dock.show('keys')}>
            Keyboard shortcuts
          </Button>
        </div>
        <div className="row settings-tools">
          <div className="grow">
            <TextField
              label="Search settings"
              hideLabel
              placeholder="Search settings"
              value={typed}
              onChange={setTyped}
            />
          </div>
          <Segments label="Where they count" options={SCOPES} value={scope} onChange={setScope} />
        </div>
        <p className="small t2" role="status">
          {shown.length === 0 && !showsTrust ? 'No setting has these words.' : ''}
        </p>
        {groups.map((group) => (
          <section key={group} aria-label={`${group} settings`}>
            <h2>{group}</h2>
            <ul className="settings-list">
              {shown
                .filter((id) => SETTINGS[id].group === group)
                .map((id) => (
                  <SettingRow key={`${scope} ${id}`} id={id} scope={scope} />
                ))}
            </ul>
          </section>
        ))}
        {showsTrust && <TrustSetting />}
        <p className="small t2 settings-note">
          Interleave sends nothing to anybody: there is no telemetry, so there is no setting for it.
        </p>
      </div>
    </div>
  );
}

function SettingRow({ id, scope }: { id: SettingId; scope: Scope }): JSX.Element {
  const { store } = useWorkbench();
  const file = useApp((state) => state.settingsFiles[scope]);
  const inForce = useApp((state) => state.settings[id]);
  const overruled = useApp(({ settingsFiles }) => scope === 'user' && settingsFiles.workspace.values[id] !== undefined);
  const { title, about } = SETTINGS[id];
  const own = file.values[id];
  const value = own ?? (scope === 'user' ? SETTINGS[id].initial : inForce);
  const set = (next: string | number | boolean | undefined): void => store.getState().setSetting(scope, id, next);
  return (
    <li className="setting">
      <div className="grow">
        <h3>{title}</h3>
        <p className="small t2">{about}</p>
        {overruled && <p className="small st-warning">This workspace has a value of its own.</p>}
        <code className="mono micro t3">{id}</code>
      </div>
      <div className="setting-value">
        <Control setting={SETTINGS[id]} id={id} value={value} set={set} />
        {own !== undefined && (
          <Button kind="quiet small" onPress={() => set(undefined)}>
            Reset<span className="hidden-visually"> {title}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Control(props: {
  setting: Setting;
  id: SettingId;
  value: string | number | boolean;
  set: (value: string | number | boolean) => void;
}): JSX.Element {
  const { setting, id, value, set } = props;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { title } = setting;
  if (setting.kind === 'switch')
    return (
      <Switch className="switch" isSelected={value === true} onChange={set} aria-label={title}>
        <span className="switch-track" aria-hidden="true" />
        {value === true ? 'on' : 'off'}
      </Switch>
    );
  if (setting.kind === 'choice')
    return (
      <Select
        label={title}
        hideLabel
        options={setting.options.map((option) => ({ id: option, text: option.replace('-', ' ') }))}
        value={String(value)}
        onChange={set}
      />
    );
  const toValue = (text: string): string | number => (setting.kind === 'number' ? Number(text.trim() || NaN) : text);
  const flaw = typed === undefined ? undefined : settingFlaw(id, toValue(typed));
  return (
    <TextField
      label={title}
      hideLabel={setting.kind === 'text'}
      type={setting.kind === 'number' ? `${setting.from} to ${setting.to} ${setting.unit}` : undefined}
      value={typed ?? String(value)}
      flaw={flaw}
      onChange={(text) => {
        setTyped(text);
        if (settingFlaw(id, toValue(text)) === undefined) set(toValue(text));
      }}
    />
  );
}
