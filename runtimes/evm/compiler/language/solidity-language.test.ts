import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../../compiling/workspace.testkit.ts';
import type { LanguageService, TextPlace } from '../../../sdk/language-service.ts';
import { createSolidityCompiler } from '../solidity-compiler.ts';

const BASE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
library Percent {
  function share(uint256 amount, uint256 points) internal pure returns (uint256) { return (amount * points) / 10_000; }
}
abstract contract Base {
  struct Order { address owner; uint256 size; }
  enum Kind { Buy, Sell }
  error TooSmall(uint256 least);
  /// @notice Charged on every order.
  uint256 public fee;
  /**
   * @notice Places an order.
   * @param size how much of it
   */
  function place(uint256 size) public virtual returns (Order memory) { return Order(msg.sender, size); }
}
`;
const market = (body: string, more = ''): string => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import {Base, Percent} from "./Base.sol";
contract Market is Base {
  using Percent for uint256;
  mapping(address => Order[]) public orders;
  event Placed(address indexed who, uint256 size);
  // ünïcödé: bytes are not characters.
  /// @inheritdoc Base
  function place(uint256 size) public override returns (Order memory made) {
    uint256 doubled = size * 2;
    ${body}
  }${more}
}
`;

const workspaces = testWorkspaces();
const compiler = createSolidityCompiler();
const { language } = compiler;
let workspace = '';
beforeAll(async () => {
  workspace = await workspaces.create({
    'contracts/Base.sol': BASE,
    'contracts/Market.sol': market('return super.place(doubled);'),
    'Other.sol': `pragma solidity ^0.8.20; import "./contracts/Market.sol"; contract Other { function f(Market m) external { m.place(1); } }`,
  });
});
afterAll(async () => {
  await compiler.close();
  await workspaces.removeAll();
});

/** `|` marks the place. */
function marked(text: string): { readonly text: string; readonly place: TextPlace } {
  const at = text.indexOf('|');
  const before = text.slice(0, at).split('\n');
  return {
    text: text.slice(0, at) + text.slice(at + 1),
    place: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
  };
}

async function ask<Q extends keyof LanguageService>(question: Q, source: string, path = 'contracts/Market.sol') {
  const { text, place } = marked(source);
  const answer = await language[question]({ file: join(workspace, path), workspace, text }, place);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as Extract<Awaited<ReturnType<LanguageService[Q]>>, { ok: true }>['value'];
}

const labels = async (source: string): Promise<readonly string[]> =>
  (await ask('complete', source)).map(({ label }) => label);

describe('completion', () => {
  it.each([
    ['members of a struct that a mapping leads to', 'orders[msg.sender][0].|', ['owner', 'size']],
    ['values of an enum', 'Kind k = Kind.|;', ['Buy', 'Sell']],
    ['what a library attaches, and nothing else', 'doubled.|', ['share']],
    ['what msg has', 'msg.|;', ['sender', 'value', 'data', 'sig']],
    ['members of what a call gives', 'place(3).|', ['owner', 'size']],
    ['what is known of a type', 'type(uint8).|', ['min', 'max']],
    ['functions of a library by its name', 'Percent.|', ['share']],
    ['errors after revert, and what may hold them', 'revert |', ['Base', 'Market', 'Percent', 'TooSmall']],
    ['events after emit', 'emit |;', ['Base', 'Market', 'Percent', 'Placed']],
  ])('gives %s', async (_, body, wanted) => {
    expect([...(await labels(market(body)))].sort()).toEqual([...wanted].sort());
  });

  it('gives what is in scope, from the parameter to what is inherited, and what Solidity brings', async () => {
    const found = await labels(market('if (dou|'));
    expect(found).toEqual(
      expect.arrayContaining(['doubled', 'size', 'made', 'orders', 'fee', 'Order', 'require', 'uint256']),
    );
  });

  it('says what a member is', async () => {
    const fee = (await ask('complete', market('return this.|'))).find(({ label }) => label === 'fee');
    expect(fee).toMatchObject({ kind: 'property', detail: 'uint256 public fee' });
    expect(fee?.documentation).toContain('Charged on every order.');
  });

  it('gives paths of imports', async () => {
    const source = market('').replace('"./Base.sol"', '"./|"');
    expect(await labels(source)).toEqual(['Base.sol', 'Market.sol']);
  });

  it('gives nothing in comments and texts', async () => {
    expect(await labels(market('// msg.|'))).toEqual([]);
    expect(await labels(market('require(false, "msg.|");'))).toEqual([]);
  });
});

describe('hover', () => {
  it('shows a declaration of another file, with NatSpec that is inherited and the selector', async () => {
    const found = await ask('hover', market('return super.pl|ace(doubled);'));
    expect(found).toMatchObject({ declaration: 'function place(uint256 size) public virtual returns (Order memory)' });
    expect(found?.documentation).toContain('Places an order.\nsize: how much of it');
    expect(found?.documentation).toContain('Selector 0x');
    const own = await ask('hover', market('return super.place(doubled);').replace('function place', 'function pla|ce'));
    expect(own?.documentation).toContain('Places an order.');
  });

  it('shows what Solidity brings', async () => {
    expect(await ask('hover', market('made.owner = msg.sen|der;'))).toMatchObject({
      declaration: 'address msg.sender',
      range: { line: 12, column: 22, endColumn: 28 },
    });
  });

  it('works elsewhere in a file that has errors', async () => {
    const broken = market('uint256 x = nowhere; made.size = ; emit Placed(msg.sender, dou|bled);');
    expect(await ask('hover', broken)).toMatchObject({ declaration: 'uint256 doubled' });
  });
});

describe('definition', () => {
  it('leads to another file', async () => {
    expect(await ask('define', market('return super.pl|ace(doubled);'))).toEqual([
      { file: 'contracts/Base.sol', line: 16, column: 12, endLine: 16, endColumn: 17 },
    ]);
  });

  it('counts characters after those that take several bytes', async () => {
    expect(await ask('define', market('made.size = do|ubled;'))).toMatchObject([{ line: 11, column: 13 }]);
  });

  it('leads into packages, whose files come with the answer', async () => {
    const source = (marked: string): string => `pragma solidity ^0.8.20;
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
contract Mine is ${marked} { constructor() Ownable(msg.sender) {} }`;
    const [found] = await ask('define', source('Own|able'));
    expect(found).toMatchObject({ file: '@openzeppelin/contracts/access/Ownable.sol' });
    const line = found?.library?.split('\n')[found.line - 1] ?? '';
    expect(line.slice((found?.column ?? 0) - 1, (found?.endColumn ?? 0) - 1)).toBe('Ownable');
  });

  it('and on from there: hover, definition and outline in the file of a package', async () => {
    const library = '@openzeppelin/contracts/access/Ownable.sol';
    const text = (await compiler.packagedFile?.(workspace, library)) ?? '';
    const at = (word: string, n: number): TextPlace => {
      const before = text.slice(0, text.split(word, n).join(word).length + 1).split('\n');
      return { line: before.length, column: before.at(-1)?.length ?? 0 };
    };
    const document = { file: join(workspace, library), workspace, text, library };
    const hover = await language.hover(document, at('_owner', 3));
    expect(hover).toMatchObject({
      ok: true,
      value: { declaration: 'address private _owner', range: { file: library } },
    });
    const within = await language.define(document, at('_owner', 3));
    expect(within).toMatchObject({ ok: true, value: [{ file: library, library: text }] });
    const beyond = await language.define(document, at('Context', 3));
    expect(beyond).toMatchObject({ ok: true, value: [{ file: '@openzeppelin/contracts/utils/Context.sol' }] });
    const outline = await language.outline(document);
    expect(outline).toMatchObject({ ok: true, value: [{ name: 'Ownable', range: { file: library } }] });
    const uses = await language.references(document, at('Ownable', 3));
    expect(uses).toEqual({ ok: true, value: [] });
  });

  it.each(['../Secret.sol', '/etc/passwd', './contracts/Base.sol', '@openzeppelin/contracts/../../solc/package.json'])(
    '%s is in no package',
    async (name) => {
      expect(await compiler.packagedFile?.(workspace, name)).toBeUndefined();
    },
  );

  it('leads from an import to its file', async () => {
    expect(await ask('define', market('').replace('./Base', './B|ase'))).toMatchObject([
      { file: 'contracts/Base.sol', line: 1, column: 1 },
    ]);
  });
});

it('references go through the workspace, with what overrides and is overridden', async () => {
  const found = await ask(
    'references',
    market('return super.place(doubled);').replace('function place', 'function pl|ace'),
  );
  const counts: Record<string, number> = {};
  for (const { file } of found) counts[file] = (counts[file] ?? 0) + 1;
  expect(counts).toEqual({ 'contracts/Market.sol': 2, 'contracts/Base.sol': 1, 'Other.sol': 1 });
});

it('signatures know the argument', async () => {
  expect(await ask('signatures', market('emit Placed(msg.sender, |'))).toMatchObject({
    signatures: [
      { label: 'event Placed(address indexed who, uint256 size)', parameters: [{}, { label: 'uint256 size' }] },
    ],
    activeParameter: 1,
  });
  expect(await ask('signatures', market('require(|);'))).toMatchObject({ activeParameter: 0 });
});

it('the outline says what can be deployed and called', async () => {
  const symbols = await ask('outline', `|${market('')}`);
  expect(symbols).toMatchObject([
    { name: 'Market', kind: 'class', entry: { contract: 'Market' }, selection: { line: 4, column: 10 } },
  ]);
  expect(symbols[0]?.children.map(({ name }) => name)).toEqual(['orders', 'Placed', 'place']);
  expect(symbols[0]?.children.at(-1)).toMatchObject({
    entry: { contract: 'Market', function: { name: 'place', parameters: 1 } },
  });
});

it('the outline offers nothing of what cannot be deployed', async () => {
  const source = `|pragma solidity ^0.8.20;
interface Priced { function price() external view returns (uint256); }
abstract contract Shop is Priced { function open() external {} }
contract Stall is Shop { function price() external pure returns (uint256) { return 1; } }
`;
  const entries = (await ask('outline', source)).map(({ name, entry, children }) => [
    name,
    entry !== undefined,
    children.filter((one) => one.entry !== undefined).map((one) => one.name),
  ]);
  expect(entries).toEqual([
    ['Priced', false, []],
    ['Shop', false, []],
    ['Stall', true, ['price']],
  ]);
});
