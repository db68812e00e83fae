import { useMemo, useState, type JSX } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button, Empty, TextField } from '../../ui/controls.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { counted } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { VirtualTree } from '../../ui/virtual-tree.tsx';
import { resultRows, type ResultRow } from './result-rows.ts';
import { countMatches } from './slice.ts';
import './search.css';

/** So much of a line before what was found: it is to be seen in a narrow panel. */
const BEFORE = 12;

const TOGGLES = [
  { id: 'matchCase', text: 'Aa', label: 'Match case' },
  { id: 'wholeWord', text: 'W', label: 'Whole words' },
  { id: 'regex', text: '.*', label: 'Regular expression' },
] as const;

export function SearchView(): JSX.Element {
  const { store } = useWorkbench();
  const query = useApp((state) => state.searchQuery);
  const replacement = useApp((state) => state.replacement);
  const isReplacing = useApp((state) => state.isReplacing);
  const error = useApp((state) => state.searchError);
  const { setSearch, setReplacement, toggleReplacing, runSearch } = store.getState();
  return (
    <div className="view">
      <div className="search-form">
        <TextField
          label="Search in all files"
          value={query.text}
          onChange={(text) => setSearch({ text })}
          onSubmit={() => void runSearch()}
          flaw={error}
          mono
        />
        <div className="row search-toggles" role="group" aria-label="How it is matched">
          {TOGGLES.map(({ id, text, label }) => (
            <ToggleButton
              key={id}
              className="toggle"
              aria-label={label}
              isSelected={query[id]}
              onChange={(on) => setSearch({ [id]: on })}
            >
              <span title={label}>{text}</span>
            </ToggleButton>
          ))}
          <span className="grow" />
          <ToggleButton className="toggle" isSelected={isReplacing} onChange={(on) => toggleReplacing(on)}>
            Replace
          </ToggleButton>
        </div>
        {isReplacing && (
          <TextField
            label="Replace with"
            value={replacement}
            onChange={setReplacement}
            mono
            onSubmit={() => void runSearch()}
          />
        )}
        <div className="row search-globs">
          <TextField
            label="Only in"
            placeholder="*.sol, contracts"
            value={query.include}
            onChange={(include) => setSearch({ include })}
          />
          <TextField
            label="Not in"
            placeholder="*.md"
            value={query.exclude}
            onChange={(exclude) => setSearch({ exclude })}
          />
        </div>
      </div>
      <Summary />
      <Results />
    </div>
  );
}

function Summary(): JSX.Element | null {
  const { store } = useWorkbench();
  const found = useApp((state) => state.found);
  const leftOut = useApp((state) => state.leftOut);
  const state = useApp(({ searchState }) => searchState);
  const progress = useApp(({ searchProgress }) => searchProgress);
  const cut = useApp(({ foundCut }) => foundCut);
  const searched = useApp(({ searchedFiles }) => searchedFiles);
  const isReplacing = useApp((one) => one.isReplacing);
  const error = useApp(({ searchError }) => searchError);
  const count = useMemo(() => countMatches({ found, leftOut }), [found, leftOut]);
  const { cancelSearch, replaceAll } = store.getState();
  if (state === 'idle' || error !== undefined) return null;
  const files = found.filter(({ path }) => !leftOut.has(path)).length;
  return (
    <div className="row search-summary small t2">
      <span className="grow" role="status">
        {state === 'running'
          ? progress === undefined
            ? ''
            : `${progress.done.toLocaleString('en')} of ${counted(progress.total, 'file')}`
          : found.length === 0
            ? `Found nowhere in ${counted(searched, 'file')}.`
            : `${cut ? 'The first ' : ''}${counted(count, 'place')} in ${counted(files, 'file')}`}
      </span>
      {state === 'running' && progress !== undefined && (
        <Button kind="quiet small" onPress={cancelSearch}>
          Cancel
        </Button>
      )}
      {state === 'done' && isReplacing && count > 0 && (
        <Button kind="primary small" icon="replace" onPress={() => void replaceAll()}>
          Replace {count.toLocaleString('en')}
        </Button>
      )}
    </div>
  );
}

function Results(): JSX.Element | null {
  const { store } = useWorkbench();
  const found = useApp((state) => state.found);
  const closed = useApp((state) => state.closedResults);
  const leftOut = useApp((state) => state.leftOut);
  const state = useApp(({ searchState }) => searchState);
  const [current, setCurrent] = useState<string | undefined>(undefined);
  const rows = useMemo(() => resultRows(found, closed, leftOut), [found, closed, leftOut]);
  const { openFile, toggleResults, leaveOut } = store.getState();
  if (rows.length === 0)
    return state === 'idle' ? <Empty>What is found in the files of this workspace will stand here.</Empty> : null;
  const leave = (row: ResultRow): void => {
    const at = rows.indexOf(row);
    setCurrent(rows[at + 1]?.id ?? rows[at - 1]?.id);
    leaveOut(row.id);
  };
  return (
    <VirtualTree<ResultRow>
      label="Results"
      namedByContent
      rowClass={({ match }) => (match === undefined ? '' : 'match')}
      rows={rows}
      current={current}
      onCurrent={({ id }) => setCurrent(id)}
      onToggle={({ path }, open) => toggleResults(path, open)}
      onActivate={(row, isLook) => void openFile(row.path, placeOf(row), { isQuiet: isLook, isPreview: isLook })}
      onDouble={(row) => void openFile(row.path, placeOf(row))}
      onKey={({ key }, row) => {
        if (key !== 'Delete' || row === undefined) return false;
        leave(row);
        return true;
      }}
    >
      {(row) =>
        row.match === undefined ? (
          <>
            <FileIcon path={row.path} />
            <span className="ell">{row.path}</span>
            <span className="badge end">{row.count}</span>
            <LeaveOut row={row} leave={leave} />
          </>
        ) : (
          <>
            <span className="mono micro t3 result-line">{row.match.line}</span>
            <span className="ell mono grow">
              {shortBefore(row.match.before)}
              {row.match.replaced === undefined ? (
                <mark className="hit">{row.match.text}</mark>
              ) : (
                <>
                  <del className="hit-old">{row.match.text}</del>
                  <ins className="hit-new">{row.match.replaced}</ins>
                </>
              )}
              {row.match.after}
            </span>
            <LeaveOut row={row} leave={leave} />
          </>
        )
      }
    </VirtualTree>
  );
}

/** What stands there in columns would fill the row with nothing. */
function shortBefore(before: string): string {
  const text = before.trimStart().replaceAll(/\s+/g, ' ');
  return text.length > BEFORE ? `…${text.slice(-BEFORE)}` : text;
}

const placeOf = ({ match }: ResultRow) => match && { line: match.line, column: match.column };

/** For the mouse; the keyboard has Delete. */
const LeaveOut = ({ row, leave }: { row: ResultRow; leave: (row: ResultRow) => void }): JSX.Element => (
  <span
    className="result-drop"
    aria-hidden="true"
    title="Take out of the list (Delete)"
    onClick={(event) => {
      event.stopPropagation();
      leave(row);
    }}
  >
    <Icon name="close" />
  </span>
);
