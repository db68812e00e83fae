import type { JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';

/** What a contract looks like in its language: offered above a file that is still empty. */
export function Beginnings({ path }: { path: string }): JSX.Element | null {
  const { store } = useWorkbench();
  const isEmpty = useApp(({ documents }) => documents[path]?.text.trim() === '');
  const host = useApp((state) => state.host);
  const language = host?.languages.find(({ extensions }) => extensions.some((end) => path.toLowerCase().endsWith(end)));
  const templates = host?.templates.filter(({ languages }) => language && languages.includes(language.id)) ?? [];
  if (!isEmpty || language === undefined || templates.length === 0) return null;
  return (
    <div className="row beginnings" role="group" aria-label="Begin with">
      <span className="small t2">Type a contract, or begin with</span>
      {templates.map(({ id, title }) => (
        <Button
          key={id}
          kind="small"
          aria-label={`Begin with: ${title}`}
          onPress={() => void store.getState().beginWith(path, id, language.id)}
        >
          {title}
        </Button>
      ))}
    </div>
  );
}
