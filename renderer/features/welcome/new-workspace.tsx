import { useState, type JSX } from 'react';
import type { HostInfo } from '../../../runtimes/service/contract/workspace.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Select, TextField } from '../../ui/controls.tsx';

/** A new folder that begins with a contract in one language, with one in each, or with nothing. */
export function NewWorkspace({ host }: { host: HostInfo }): JSX.Element {
  const { store } = useWorkbench();
  const opening = useApp((state) => state.opening);
  const error = useApp((state) => state.createError);
  const [template, setTemplate] = useState(host.templates[0]?.id ?? '');
  const [language, setLanguage] = useState(host.languages[0]?.id ?? '');
  const [path, setPath] = useState('');
  const chosen = host.templates.find(({ id }) => id === template);
  const languages = host.languages.filter(({ id }) => chosen?.languages.includes(id));
  const inLanguage = languages.some(({ id }) => id === language) ? language : (languages[0]?.id ?? '');
  const create = (): void => void store.getState().createFromTemplate(template, inLanguage, path);
  return (
    <div className="welcome-form">
      <Select
        label="Begin with"
        options={host.templates.map(({ id, title }) => ({ id, text: title }))}
        value={template}
        onChange={setTemplate}
      />
      {languages.length > 0 && (
        <Select
          label="Language"
          options={languages.map(({ id, name }) => ({ id, text: name }))}
          value={inLanguage}
          onChange={setLanguage}
        />
      )}
      <p className="small t2">{chosen?.about}</p>
      <TextField
        label="Folder"
        value={path}
        placeholder={`${host.home}/my-contracts`}
        onChange={setPath}
        mono
        flaw={error}
        onSubmit={create}
      />
      <div>
        <Button icon="plus" isDisabled={opening !== undefined} onPress={create}>
          Make the workspace
        </Button>
      </div>
    </div>
  );
}
