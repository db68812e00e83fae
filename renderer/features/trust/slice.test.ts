import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import { NOT_TRUSTED } from '../../../runtimes/core/not-trusted.ts';
import type { Compiled } from '../../../runtimes/service/contract/code.ts';
import type { HostInfo } from '../../../runtimes/service/contract/workspace.ts';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { TRUST } from './slice.ts';

const refused: Compiled = {
  path: 'Box.dll',
  succeeded: false,
  contracts: [],
  diagnostics: [
    { severity: 'error', message: 'was compiled elsewhere', code: NOT_TRUSTED, file: 'Box.dll', line: 0, column: 0 },
  ],
};
const box = {
  contract: 'Box',
  source: 'Box.dll',
  runtime: 'cil',
  deployable: true,
  constructor: { inputs: [], payable: false },
};

let service: FakeService;
let store: Store;
let trusted = false;

beforeEach(() => {
  trusted = false;
  service = new FakeService();
  store = testStore(service, testPage());
  store.setState({ host: { languages: [{ extensions: ['.dll'] }] } as unknown as HostInfo });
  service.answers = {
    'files.read': () => err({ code: 'notText', message: 'Box.dll is no text' }),
    'code.compile': () => ok(trusted ? { ...refused, succeeded: true, diagnostics: [], contracts: [box] } : refused),
    'workspace.trust': () => ok({ trusted }),
    'workspace.setTrust': (asked: { trusted: boolean }) => ok({ trusted: (trusted = asked.trusted) }),
  };
});

it('an assembly that is opened is refused with the way to trust, and can be deployed after that', async () => {
  await store.getState().loadTrust();
  await store.getState().openFile('Box.dll');
  await settled();
  const [notice] = store.getState().notices;
  expect(notice).toMatchObject({ text: 'was compiled elsewhere', action: { label: TRUST } });
  notice?.action?.run();
  expect(store.getState().isTrustShown).toBe(true);
  expect(await store.getState().setTrust(true)).toBe(true);
  await settled();
  // It was compiled anew.
  expect(store.getState().compiled['Box.dll']?.contracts).toEqual([box]);
  await store.getState().openFile('Box.dll');
  await settled();
  expect(store.getState().contractFocus).toMatchObject({ kind: 'deploy', contract: 'Box' });
});

it('another window grants and withdraws it: what was refused is compiled anew', async () => {
  await store.getState().loadTrust();
  await store.getState().compile('Box.dll');
  trusted = true;
  service.emit('workspace.trust', { trusted });
  await settled();
  expect(store.getState().compiled['Box.dll']?.succeeded).toBe(true);
  trusted = false;
  service.emit('workspace.trust', { trusted });
  await settled();
  expect(store.getState().compiled['Box.dll']?.succeeded).toBe(false);
});

it('why it stays as it is is said', async () => {
  service.answers['workspace.setTrust'] = () => err({ code: 'io', message: 'the trust cannot be remembered' });
  expect(await store.getState().setTrust(true)).toBe(false);
  expect(store.getState().trustError).toBe('the trust cannot be remembered');
  // A folder around it is trusted.
  service.answers['workspace.setTrust'] = () => ok({ trusted: true });
  expect(await store.getState().setTrust(false)).toBe(false);
  expect(store.getState()).toMatchObject({ trusted: true, trustError: expect.stringContaining('is trusted') });
  store.getState().showTrust(true);
  expect(store.getState().trustError).toBeUndefined();
});
