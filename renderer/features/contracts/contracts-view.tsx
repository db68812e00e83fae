import { useEffect, useRef, useState, type JSX, type RefObject } from 'react';
import { Button as Disclosure } from 'react-aria-components';
import type { AbiFunctionView } from '../../../runtimes/service/contract/abi.ts';
import type { CompiledContract, Diagnostic } from '../../../runtimes/service/contract/code.ts';
import type { Contract } from '../../../runtimes/service/contract/ledger.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { ContextMenu, type MenuEntries } from '../../ui/context-menu.tsx';
import { Button, Empty, IconButton, Select } from '../../ui/controls.tsx';
import { ether, shortHex } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { nameOf } from '../explorer/tree-of.ts';
import { isCompilable } from '../problems/slice.ts';
import { AtAddress } from './at-address.tsx';
import { CallForm } from './call-form.tsx';
import { Caller } from './caller.tsx';
import { deployable, deployKey, outcomeKey } from './slice.ts';
import { Verification } from './verification.tsx';
import './contracts.css';

export function ContractsView(): JSX.Element {
  const contracts = useApp((state) => state.contracts);
  return (
    <div className="view">
      <div className="scroll">
        <Caller />
        <Deploy />
        <section aria-label="Deployed contracts">
          <div className="section-head">
            <h2>Deployed</h2>
          </div>
          {contracts.length === 0 ? (
            <Empty>What you deploy will stand here, and still be there tomorrow.</Empty>
          ) : (
            [...contracts].reverse().map((contract) => <ContractCard key={contract.address} contract={contract} />)
          )}
        </section>
      </div>
    </div>
  );
}

function Deploy(): JSX.Element {
  const { store } = useWorkbench();
  const compiled = useApp((state) => state.compiled);
  const active = useApp((state) => state.activePath);
  const outcomes = useApp((state) => state.outcomes);
  const focus = useApp((state) => state.contractFocus);
  const [chosen, setChosen] = useState('');
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focus?.kind !== 'deploy') return;
    setChosen(idOf(focus));
    bringForward(place);
  }, [focus]);
  const contracts = deployable(compiled, active);
  // A scenario that is wrong is told of in Problems: there is nothing in it to deploy.
  const compilable = useApp((state) => active !== undefined && isCompilable(active, state));
  const diagnostics = compilable ? compiled[active ?? '']?.diagnostics : undefined;
  const firstError = diagnostics?.find(({ severity }) => severity === 'error');
  // Who looks at another file means the contracts in there.
  const own = contracts.find((one) => idOf(one) === chosen);
  const current = own?.source === active || contracts[0]?.source !== active ? (own ?? contracts[0]) : contracts[0];
  return (
    <section aria-label="Deploy a contract" ref={place}>
      <div className="section-head">
        <h2>Deploy</h2>
        {active !== undefined && (
          <Button kind="quiet small" onPress={() => void store.getState().compileActive()}>
            Compile
          </Button>
        )}
      </div>
      {firstError !== undefined && <Broken error={firstError} />}
      {current === undefined && firstError !== undefined ? null : current === undefined ? (
        <Empty>Open a contract: once it compiles, it can be deployed from here.</Empty>
      ) : (
        <div className="form-card">
          <Select
            label="Contract"
            options={contracts.map((one) => ({
              id: idOf(one),
              text: one.contract,
              before: <RuntimeGlyph runtime={one.runtime} />,
              after: contracts.some((other) => other !== one && isNamesake(other, one))
                ? one.source
                : nameOf(one.source),
            }))}
            value={idOf(current)}
            onChange={setChosen}
          />
          <CallForm
            key={idOf(current) + JSON.stringify(current.constructor.inputs)}
            inputs={current.constructor.inputs}
            payable={current.constructor.payable}
            draft={deployKey(current) + JSON.stringify(current.constructor.inputs)}
            outcome={outcomes[deployKey(current)]}
            actions={(input, busy) => (
              <>
                <Button kind="primary" isDisabled={busy} onPress={() => void store.getState().deploy(current, input)}>
                  Deploy {current.contract}
                </Button>
                <Button onPress={() => void store.getState().newTraffic(current.source, current.contract)}>
                  Build traffic
                </Button>
              </>
            )}
          />
          <AtAddress contract={current} />
        </div>
      )}
    </section>
  );
}

/** The file in front does not compile: what is offered below is another one's, or of before. */
function Broken({ error }: { error: Diagnostic }): JSX.Element {
  const { store } = useWorkbench();
  const { file, line, column, message } = error;
  const go = (): void =>
    void store.getState().openFile(file, line > 0 ? { line, column: Math.max(column, 1) } : undefined);
  return (
    <div className="form-card broken" role="note" aria-label="Does not compile">
      <p className="st st-error">
        <Icon name="error" />
        {nameOf(file)} does not compile
      </p>
      <p className="small t2">{message.split('\n', 1)[0]}</p>
      <Button onPress={go}>Go to the error</Button>
    </div>
  );
}

/** Of the same name, in files of the same name: only the folder tells them apart. */
const isNamesake = (a: CompiledContract, b: CompiledContract): boolean =>
  a.contract === b.contract && nameOf(a.source) === nameOf(b.source);

const idOf = ({ source, contract }: { source: string; contract: string }): string => `${source}:${contract}`;

/** Once it is drawn: its first field has the focus. */
const bringForward = (place: RefObject<HTMLElement | null>): void =>
  void requestAnimationFrame(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
    const form = place.current?.querySelector('.call-form');
    form?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  });

function ContractCard({ contract }: { contract: Contract }): JSX.Element {
  const [open, setOpen] = useState(true);
  const focus = useApp(({ contractFocus }) =>
    contractFocus?.kind === 'function' && contractFocus.address === contract.address ? contractFocus : undefined,
  );
  useEffect(() => {
    if (focus !== undefined) setOpen(true);
  }, [focus]);
  const { store } = useWorkbench();
  const { name, address, runtime, functions, bare, balance, source } = contract;
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();
  const copy = (): void => void navigator.clipboard.writeText(address);
  const entries: MenuEntries = [
    { id: 'copy', text: 'Copy the address', run: copy },
    { id: 'source', text: 'Open its source', run: () => void store.getState().openFile(source) },
    { id: 'verify', text: 'Verify source', run: () => void store.getState().verify(address) },
    '-',
    {
      id: 'bindings',
      text: 'Generate TypeScript bindings…',
      run: () => void store.getState().chooseBinding('assemblyscript', { source, contract: contract.contract }),
    },
  ];
  return (
    <section
      className="contract"
      aria-label={`Contract ${name}`}
      onContextMenu={(event) => {
        // Fields have a menu of their own.
        if (event.target instanceof HTMLInputElement) return;
        event.preventDefault();
        setMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <header className="row">
        <Disclosure className="row grow contract-head" aria-expanded={open} onPress={() => setOpen(!open)}>
          <Icon name={open ? 'chevronDown' : 'chevron'} />
          <RuntimeGlyph runtime={runtime} />
          <b className="ell">{name}</b>
          <span className="mono micro t3" title={address}>
            {shortHex(address)}
          </span>
        </Disclosure>
        <IconButton small icon="copy" label={`Copy the address of ${name}`} onPress={copy} />
        <IconButton
          small
          icon="more"
          label={`More about ${name}`}
          onPress={({ target }) => {
            const { left, bottom } = target.getBoundingClientRect();
            setMenu({ x: left, y: bottom });
          }}
        />
      </header>
      {menu && <ContextMenu label={`Contract ${name}`} at={menu} entries={entries} close={() => setMenu(undefined)} />}
      {open && (
        <div className="functions">
          <Verification address={address} name={name}>
            {balance !== '0' && <span className="micro t3">holds {ether(balance)} ether</span>}
          </Verification>
          {[...functions, ...bare].map((one) => (
            <FunctionRow
              key={one.signature}
              contract={contract}
              of={one}
              turn={focus?.signature === one.signature ? focus.turn : 0}
            />
          ))}
          {functions.length + bare.length === 0 && <p className="micro t3 contract-balance">It has no functions.</p>}
        </div>
      )}
    </section>
  );
}

/** What is sent, by the signature of what takes it. */
const BARE: Readonly<Record<string, string>> = { receive: 'value', fallback: 'data' };

interface FunctionRowProps {
  readonly contract: Contract;
  readonly of: AbiFunctionView;
  /** Another than before, and not 0: it is to be brought to the front. */
  readonly turn: number;
}

function FunctionRow({ contract, of, turn }: FunctionRowProps): JSX.Element {
  const { store } = useWorkbench();
  const outcome = useApp((state) => state.outcomes[outcomeKey(contract.address, of.signature)]);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const reads = of.mutability === 'view' || of.mutability === 'pure';
  const { run } = store.getState();
  const unfold = (): void => {
    setOpen(true);
    // Nothing has to be filled in, and nothing changes: what is looked at is what it answers.
    if (reads && of.inputs.length === 0) void run(contract, of.signature, 'call', { args: [], value: '', gas: '' });
  };
  useEffect(() => {
    if (turn === 0) return;
    unfold();
    bringForward(place);
  }, [turn]);
  const types = of.signature.slice(of.name.length);
  // Nobody calls it by a name: what people do is send something.
  const sent = of.signature === of.name ? BARE[of.name] : undefined;
  return (
    <div className="function" ref={place}>
      <Disclosure className="function-head" aria-expanded={open} onPress={() => (open ? setOpen(false) : unfold())}>
        <Icon name={open ? 'chevronDown' : 'chevron'} />
        {sent === undefined ? (
          <span className="mono ell">
            {of.name}
            <span className="t3">{types}</span>
          </span>
        ) : (
          <span className="ell">
            Send {sent} <span className="mono t3">{of.name}</span>
          </span>
        )}
        <span className="end micro t3">{reads ? 'reads' : of.mutability === 'payable' ? 'payable' : 'writes'}</span>
      </Disclosure>
      {open && (
        <div className="form-card">
          <CallForm
            draft={outcomeKey(contract.address, of.signature)}
            address={contract.address}
            inputs={of.inputs}
            payable={of.mutability === 'payable'}
            outcome={outcome}
            actions={(input, busy) => (
              <>
                {!reads && (
                  <Button
                    kind="primary"
                    isDisabled={busy}
                    aria-label={`Send ${sent ?? of.name}`}
                    onPress={() => void run(contract, of.signature, 'send', input)}
                  >
                    Send
                  </Button>
                )}
                <Button
                  kind={reads ? 'primary' : ''}
                  isDisabled={busy}
                  aria-label={`${reads ? 'Call' : 'Simulate'} ${sent ?? of.name}`}
                  onPress={() => void run(contract, of.signature, 'call', input)}
                >
                  {reads ? 'Call' : 'Simulate'}
                </Button>
                <Button
                  isDisabled={busy}
                  aria-label={`Debug ${sent ?? of.name}`}
                  onPress={() => void store.getState().debugCall(contract, of.signature, input)}
                >
                  Debug
                </Button>
              </>
            )}
          />
        </div>
      )}
    </div>
  );
}
