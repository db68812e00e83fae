import { useEffect, useMemo, useState, type JSX } from 'react';
import { openHelp } from '../help/open-help.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty, Select, TextField } from '../../ui/controls.tsx';
import { ContractsPart } from './contracts-part.tsx';
import { EntriesPart } from './entries-part.tsx';
import { Flaws } from './flaws.ts';
import { PreviewPart } from './preview-part.tsx';
import { RunPart } from './run-part.tsx';
import { useSources } from './use-sources.ts';
import './traffic.css';

/** A concurrent workload without writing YAML: a form on a scenario, which stays a file like any other. */
export function TrafficView(): JSX.Element {
  const { store } = useWorkbench();
  const path = useApp((state) => state.trafficPath);
  const loaded = useApp((state) => state.isTreeLoaded);
  useEffect(() => {
    if (path === undefined && loaded) void store.getState().openTraffic();
    // Only when it is shown first: whoever wants a new one leaves the old one.
  }, [loaded]);
  return (
    <div className="view traffic">
      {path !== undefined && <Tools path={path} />}
      <Refusal />
      {path === undefined ? <NewScenario /> : <Body path={path} />}
    </div>
  );
}

function Tools({ path }: { path: string }): JSX.Element {
  const { store, dock } = useWorkbench();
  const entries = useApp((state) => state.entries);
  const wrong = useApp((state) => (state.trafficExamination?.flaws.length ?? 0) > 0 || state.trafficForm === null);
  const [naming, setNaming] = useState(false);
  const files = useMemo(
    () => entries.filter((one) => one.kind === 'file' && /\.ya?ml$/i.test(one.path)).map((one) => one.path),
    [entries],
  );
  const act = store.getState;
  return (
    <>
      <div className="traffic-tools" role="toolbar" aria-label="Traffic">
        <div className="traffic-file">
          <Select
            label="Scenario"
            hideLabel
            options={[...new Set([...files, path])].map((id) => ({ id, text: id }))}
            value={path}
            onChange={(chosen) => void act().openTraffic(chosen)}
          />
        </div>
        <Button kind="small" icon="plus" onPress={() => act().leaveTraffic()}>
          New
        </Button>
        <Button kind="small" aria-expanded={naming} onPress={() => setNaming(!naming)}>
          Save as
        </Button>
        <Button kind="small" icon="file" onPress={() => void dock.openBeside(path, 'traffic')}>
          YAML beside
        </Button>
        <span className="grow" />
        <Button kind="primary small" icon="play" isDisabled={wrong} onPress={() => void act().runTraffic()}>
          Run
        </Button>
      </div>
      {naming && <SaveAs close={() => setNaming(false)} />}
    </>
  );
}

function SaveAs({ close }: { close: () => void }): JSX.Element {
  const { store } = useWorkbench();
  const [name, setName] = useState('scenario-');
  const [flaw, setFlaw] = useState<string>();
  const save = (): void =>
    void store
      .getState()
      .saveTrafficAs(name)
      .then((wrong) => (wrong === undefined ? close() : setFlaw(wrong)));
  return (
    <div className="traffic-save">
      <TextField label="Save a copy as" value={name} onChange={setName} flaw={flaw} onSubmit={save} autoFocus mono />
      <Button onPress={save}>Save</Button>
      <Button kind="quiet" onPress={close}>
        Cancel
      </Button>
    </div>
  );
}

function Refusal(): JSX.Element | null {
  const refusal = useApp((state) => state.trafficRefusal);
  if (refusal === undefined) return null;
  return (
    <div className="banner error" role="alert">
      <span className="grow">{refusal}</span>
    </div>
  );
}

/** What a new one is made of. */
function NewScenario(): JSX.Element {
  const workbench = useWorkbench();
  const { store } = workbench;
  const sources = useSources();
  const adding = useApp((state) => state.isAddingTraffic);
  const [chosen, setChosen] = useState('');
  const source = sources.find(({ id }) => id === chosen)?.id ?? sources[0]?.id;
  if (source === undefined)
    return (
      <Empty
        action={
          <Button kind="primary" onPress={() => openHelp(workbench, 'first-contract')}>
            Write a contract
          </Button>
        }
      >
        Many transactions at once, on contracts of yours. Write a contract first: its traffic is built here.
      </Empty>
    );
  return (
    <Empty
      action={
        <div className="traffic-new">
          <Select label="Contract" options={sources} value={source} onChange={setChosen} />
          <Button kind="primary" isDisabled={adding} onPress={() => void store.getState().newTraffic(source)}>
            {adding ? 'Compiling' : 'Build traffic'}
          </Button>
        </div>
      }
    >
      Many transactions at once, on contracts of yours: each function is called a number of times, by accounts and with
      arguments that a seed draws. Choose a contract to begin with; others can join it. It becomes a scenario, a file
      that can also be edited as text.
    </Empty>
  );
}

function Body({ path }: { path: string }): JSX.Element {
  const { store } = useWorkbench();
  const form = useApp((state) => state.trafficForm);
  const broken = useApp((state) => state.trafficFlaws);
  const examination = useApp((state) => state.trafficExamination);
  const flaws = useMemo(() => new Flaws(examination?.flaws ?? []), [examination]);
  const known = examination?.contracts ?? [];
  if (form === undefined) return <div className="traffic-body" />;
  const elsewhere = form === null ? broken : flaws.elsewhere;
  return (
    <>
      {elsewhere.slice(0, 3).map(({ message, line, column }) => (
        <div key={`${line} ${message}`} className="banner error" role="alert">
          <span className="grow">
            {path}, line {line}: {message}
          </span>
          <Button kind="small" onPress={() => void store.getState().openFile(path, { line, column })}>
            Go there
          </Button>
        </div>
      ))}
      {form !== null && (
        <div className="traffic-body">
          <div className="traffic-form">
            <EntriesPart section="traffic" form={form} known={known} flaws={flaws} />
            <RunPart form={form} known={known} flaws={flaws} />
            <ContractsPart form={form} known={known} flaws={flaws} />
            <EntriesPart section="setup" form={form} known={known} flaws={flaws} />
            {form.expectations > 0 && (
              <p className="small t2 traffic-note">
                {form.expectations === 1 ? 'One expectation is' : `${form.expectations} expectations are`} checked at
                the end; they are edited in the YAML.
              </p>
            )}
          </div>
          <PreviewPart form={form} />
        </div>
      )}
    </>
  );
}
