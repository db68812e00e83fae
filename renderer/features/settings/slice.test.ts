import { beforeEach, describe, expect, it } from 'vitest';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { readSettings, withKeys, withSetting } from './read-settings.ts';

let service: FakeService;
let kept: Map<string, string>;
let page: TestPage;
let store: Store;
const written: { name: string; text: string | null }[] = [];

beforeEach(() => {
  written.length = 0;
  service = new FakeService();
  kept = new Map();
  page = testPage(kept);
  store = testStore(service, page);
  service.answers['host.remember'] = (params) => {
    written.push(params);
    return { ok: true, value: {} };
  };
});

const remembers = (scope: 'host' | 'workspace', text: string): void => {
  service.answers[`${scope}.recall`] = () => ({
    ok: true,
    value: { folder: '/own', items: [{ name: 'settings.json', text, time: 9_999 }] },
  });
};

describe('a settings file', () => {
  it('is taken as far as it is right, and the rest is told', () => {
    const { values, keys, flaws } = readSettings(
      '{"editor.fontSize":99,"window.theme":"dark","other":1,"keys":{"save":["F9"],"x":1}}',
    );
    expect(values).toEqual({ 'window.theme': 'dark' });
    expect(keys).toEqual({ save: ['F9'] });
    expect(flaws).toEqual([
      'editor.fontSize is 99, and a whole number from 8 to 32 is needed',
      'keys is no list of keys by command',
    ]);
  });

  it('keeps what nobody here knows', () => {
    const file = readSettings('{"other":1,"keys":{"save":["F9"]}}');
    expect(JSON.parse(withSetting(file, 'editor.fontSize', 15))).toEqual({
      other: 1,
      keys: { save: ['F9'] },
      'editor.fontSize': 15,
    });
    expect(JSON.parse(withKeys(file, 'save', undefined))).toEqual({ other: 1 });
  });
});

it('what is set is in force at once, is remembered by both sides, and is there the next time', async () => {
  store.getState().setSetting('user', 'editor.fontSize', 16);
  expect(store.getState().settings['editor.fontSize']).toBe(16);
  await page.passTime();
  expect(written).toMatchObject([{ name: 'settings.json', text: '{\n  "editor.fontSize": 16\n}\n' }]);
  expect(testStore(new FakeService(), testPage(kept)).getState().settings['editor.fontSize']).toBe(16);
});

it('the workspace comes before the user, and leaves with it', async () => {
  remembers('host', '{"editor.fontSize":15}');
  remembers('workspace', '{"editor.fontSize":20}');
  service.answers['host.describe'] = () => ({ ok: true, value: { workspace: null } });
  await store.getState().start();
  expect(store.getState().settings['editor.fontSize']).toBe(15);
  await store.getState().enterWorkspace({ name: 'b', path: '/b' });
  expect(store.getState().settings['editor.fontSize']).toBe(20);
});

it('a damaged file is told, and put aside before it is written over', async () => {
  remembers('host', '{ "editor.fontSize": 15');
  service.answers['host.describe'] = () => ({ ok: true, value: { workspace: null } });
  await store.getState().start();
  expect(store.getState().notices[0]?.text).toContain('/own/settings.json cannot be read');
  store.getState().setSetting('user', 'editor.fontSize', 16);
  await page.passTime();
  expect(written.map(({ name }) => name).sort()).toEqual(['settings-damaged.json', 'settings.json']);
  expect(written.find(({ name }) => name === 'settings-damaged.json')?.text).toBe('{ "editor.fontSize": 15');
});

it('what another window sets is seen here', async () => {
  service.emit('memory.changed', { scope: 'user', name: 'settings.json', text: '{"window.theme":"light"}' });
  await settled();
  expect(store.getState().theme).toBe('light');
});
