import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeDeployData, type Abi } from 'viem';
import { afterAll, describe, expect, test } from 'vitest';
import type { Artifact, Diagnostic } from '../core/artifact.ts';
import { toHex } from '../core/hex.ts';
import type { CompileOutput, CompilerOptions } from '../sdk/compiler.ts';
import { compilers, createSolidityCompiler, link, linkReferencesOf } from './compiler.ts';

import type { SolidityDebug } from './compiler/solidity-debug.ts';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';

const SLOW = 60_000;
/** A folder with aliases of old compilers in its node_modules: solc-0.5 and solc-0.6. */
const OLD_COMPILERS = process.env['INTERLEAVE_SOLC_ALIASES'];

const workspaces = testWorkspaces();
const compiler = createSolidityCompiler();
afterAll(async () => {
  await compiler.close();
  await workspaces.removeAll();
});

type Files = Parameters<typeof workspaces.create>[0];

async function compile(
  files: Files,
  file: string,
  options?: { hardfork?: string; settings?: Record<string, unknown>; optimize?: boolean },
) {
  const workspace = await workspaces.create(files);
  return compiler.compile({ file: join(workspace, file), workspace, ...options });
}
async function good(...args: Parameters<typeof compile>): Promise<CompileOutput> {
  const result = await compile(...args);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
async function artifacts(...args: Parameters<typeof compile>): Promise<readonly Artifact[]> {
  return (await good(...args)).artifacts;
}
async function errors(...args: Parameters<typeof compile>): Promise<readonly Diagnostic[]> {
  const result = await compile(...args);
  return result.ok ? [] : result.error.filter(({ severity }) => severity === 'error');
}
const debugOf = (artifact: Artifact | undefined): SolidityDebug => artifact?.debug as SolidityDebug;

const COUNTER =
  'pragma solidity ^0.8.0; contract Counter { uint256 public count; function increment() public { count++; } }';

describe('what a compile gives', () => {
  test(
    'OpenZeppelin from the app itself, with everything the debugger needs',
    async () => {
      const token = `// SPDX-License-Identifier: MIT
      pragma solidity ^0.8.20;
      import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
      import "@openzeppelin/contracts/token/ERC721/ERC721.sol";
      contract Token is ERC20 { constructor(string memory n) ERC20(n, n) { _mint(msg.sender, 1000); } }
      contract Nft is ERC721("N", "N") { uint256 immutable start = block.number; function first() public view returns (uint256) { return start; } }`;
      const all = await artifacts({ 'contracts/Token.sol': token }, 'contracts/Token.sol');
      const own = all.find(({ contract }) => contract === 'Token');
      expect(own).toMatchObject({
        runtime: 'evm',
        source: 'contracts/Token.sol',
        compiler: expect.stringMatching(/^solc 0\.8\.37\+commit/) as string,
      });
      const init = encodeDeployData({
        abi: own?.abi as unknown as Abi,
        bytecode: `0x${toHex(own?.code ?? new Uint8Array())}`,
        args: ['T'],
      });
      expect(init.length).toBeGreaterThan(2000);
      const debug = debugOf(own);
      expect(debug.kind).toBe('contract');
      expect(debug.deployedBytecode.sourceMap).toContain(';');
      expect(debug.bytecode.generatedSources).toHaveLength(1);
      expect(Object.keys(debug.deployedBytecode.functionDebugData as object).length).toBeGreaterThan(10);
      expect(debug.methodIdentifiers['transfer(address,uint256)']).toBe('a9059cbb');
      expect(JSON.parse(debug.metadata)).toMatchObject({ language: 'Solidity' });
      expect(debug.sources['@openzeppelin/contracts/token/ERC20/ERC20.sol']).toMatchObject({
        ast: { nodeType: 'SourceUnit' },
        text: expect.stringContaining('abstract contract ERC20') as string,
      });
      expect(own?.storageLayout).toMatchObject({ storage: [{ label: '_balances', slot: '0' }, {}, {}, {}, {}] });
      expect(
        Object.keys(debugOf(all.find(({ contract }) => contract === 'Nft')).deployedBytecode.immutableReferences),
      ).toHaveLength(1);
      const ierc20 = all.find(({ contract }) => contract === 'IERC20');
      expect(ierc20?.code).toHaveLength(0);
      expect(debugOf(ierc20).kind).toBe('interface');
      expect(ierc20?.abi.length).toBeGreaterThan(5);
      expect(debugOf(all.find(({ contract }) => contract === 'ERC20')).kind).toBe('abstract');
    },
    SLOW,
  );

  test(
    'console.log of Hardhat and Foundry without either being installed; what is installed goes first',
    async () => {
      const source = `pragma solidity ^0.8.0;
      import "hardhat/console.sol";
      import {console2} from "forge-std/console2.sol";
      contract Says {
        function say(uint256 n) external pure returns (uint256) { console.log("n is %s", n); console.logBytes4(0x01020304); return n; }
        function more() external view { console2.log(msg.sender, true, "and", 5); console.log(int256(-7)); console.log("at", -7); }
      }`;
      const [says] = await artifacts({ 'Says.sol': source }, 'Says.sol');
      expect(Object.keys(debugOf(says).sources).sort()).toEqual([
        'Says.sol',
        'forge-std/console2.sol',
        'hardhat/console.sol',
      ]);
      const installed = { 'Says.sol': source, 'node_modules/hardhat/console.sol': 'library console {}' };
      expect((await errors(installed, 'Says.sol')).map(({ message }) => message).join()).toContain(
        'Member "log" not found',
      );
    },
    SLOW,
  );

  test(
    'the code does not depend on where the workspace lies, and the requested file comes first',
    async () => {
      const files = {
        'remappings.txt': '@lib/=lib/x/',
        'lib/x/Lib.sol':
          'pragma solidity ^0.8.0; library Lib { function one() internal pure returns (uint256) { return 1; } }',
        'src/A.sol':
          'pragma solidity >=0.8.0; import "./B.sol"; import "@lib/Lib.sol"; contract A { function one() public pure returns (uint256) { return Lib.one(); } }',
        'src/B.sol': 'pragma solidity ^0.8.0; import "./A.sol"; import "lib/x/Lib.sol"; contract B { A a; }',
      };
      const [first, second] = [await artifacts(files, 'src/A.sol'), await artifacts(files, 'src/A.sol')];
      expect(first.map(({ source, contract }) => `${source}:${contract}`)).toEqual([
        'src/A.sol:A',
        'src/B.sol:B',
        'lib/x/Lib.sol:Lib',
      ]);
      expect(second.map(({ code }) => toHex(code))).toEqual(first.map(({ code }) => toHex(code)));
    },
    SLOW,
  );

  test(
    'the target follows the hardfork',
    async () => {
      const mcopy = {
        'A.sol': 'pragma solidity ^0.8.0; contract A { function f() public { assembly { mcopy(0, 0, 1) } } }',
      };
      expect((await artifacts(mcopy, 'A.sol', { hardfork: 'cancun' })).length).toBe(1);
      expect((await errors(mcopy, 'A.sol', { hardfork: 'shanghai' }))[0]?.message).toContain('mcopy');
      expect(debugOf((await artifacts(mcopy, 'A.sol', { hardfork: 'bpo2' }))[0]).settings['evmVersion']).toBe('osaka');
      expect((await errors(mcopy, 'A.sol', { settings: { optimiser: {} } }))[0]?.message).toContain(
        "unknown compiler setting 'optimiser'",
      );
      expect((await errors(mcopy, 'A.sol', { settings: { optimizer: { runs: 'many' } } }))[0]?.message).toContain(
        'runs',
      );
    },
    SLOW,
  );

  test(
    'is not optimised, unless the project, the request or the size of what comes out says so',
    async () => {
      const optimizerOf = async (
        files: Record<string, string>,
        more: Parameters<typeof compile>[2] = {},
      ): Promise<unknown> => debugOf((await artifacts(files, 'src/A.sol', more))[0]).settings['optimizer'];
      const plain = { 'src/A.sol': 'pragma solidity ^0.8.0; contract A { function f() public {} }' };
      const project = (...lines: string[]): Record<string, string> => ({
        ...plain,
        'foundry.toml': ['[profile.default]', ...lines].join('\n'),
      });
      expect(await optimizerOf(plain)).toMatchObject({ enabled: false });
      expect(await optimizerOf(plain, { optimize: true })).toEqual({ enabled: true, runs: 200 });
      expect(await optimizerOf(project('optimizer = true'))).toEqual({ enabled: true, runs: 200 });
      expect(await optimizerOf(project('optimizer_runs = 7'))).toEqual({ enabled: true, runs: 7 });
      expect(await optimizerOf(project('optimizer_runs = 7'), { optimize: false })).toEqual({
        enabled: false,
        runs: 7,
      });
      expect(await optimizerOf(project('via_ir = true'))).toMatchObject({ enabled: true });
      expect(await optimizerOf(project('optimizer = "yes"'))).toMatchObject({ enabled: false });
      const settings = { optimizer: { enabled: true, runs: 9 } };
      expect(await optimizerOf(project('optimizer = false'), { settings })).toEqual({ enabled: true, runs: 9 });

      // Much that the optimiser takes away.
      const sum = Array.from({ length: 9 }, (_, index) => `t = (t + ${String(index + 2)}) * ${String(index + 3)};`);
      const functions = Array.from(
        { length: 100 },
        (_, index) => `function f${String(index)}(uint t) public pure returns (uint) { ${sum.join(' ')} return t; }`,
      );
      const large = { 'src/A.sol': `pragma solidity ^0.8.0; contract A { ${functions.join('\n')} }` };
      const output = await good(large, 'src/A.sol');
      expect(debugOf(output.artifacts[0]).settings['optimizer']).toEqual({ enabled: true, runs: 200 });
      expect(output.diagnostics.filter(({ severity }) => severity === 'info').map(({ message }) => message)).toEqual([
        expect.stringMatching(/^without the optimiser A has \d\d,\d{3} bytes, more than the 24,576 .*\(EIP-170\)/),
      ]);
    },
    SLOW,
  );

  test(
    'an external library is named, and linked by its caller',
    async () => {
      const source = `pragma solidity ^0.8.0;
      library Ext { function twice(uint256 x) external pure returns (uint256) { return 2 * x; } }
      contract User { function f(uint256 x) public pure returns (uint256) { return Ext.twice(x); } }`;
      const result = await compile({ 'L.sol': source }, 'L.sol');
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      expect(result.value.diagnostics.filter(({ severity }) => severity === 'info')).toMatchObject([
        { message: 'User calls L.sol:Ext: deploy and link it first', file: 'L.sol' },
      ]);
      const user = result.value.artifacts.find(({ contract }) => contract === 'User');
      if (!user) throw new Error('no User');
      const references = linkReferencesOf(user);
      expect(link(user.code, references, {})).toEqual({ ok: false, error: 'needs the address of L.sol:Ext' });
      expect(link(user.code, references, { Ext: '0x12' })).toMatchObject({ ok: false });
      const linked = link(user.code, references, { 'L.sol:Ext': `0x${'ab'.repeat(20)}` });
      expect(linked.ok && toHex(linked.value)).toContain(`73${'ab'.repeat(20)}`);
      expect(linkReferencesOf(result.value.artifacts.find(({ contract }) => contract === 'Ext') ?? user)).toEqual({});
    },
    SLOW,
  );
});

describe('errors', () => {
  test(
    'all errors of a broken source, each with its place in characters',
    async () => {
      const broken =
        'pragma solidity ^0.8.0;\ncontract A {\n  function e() public { string memory s = unicode"äöü€😀"; x; }\n  function f() public { z = 1;\n    g(); }\n}';
      expect(await errors({ 'src/A.sol': broken }, 'src/A.sol')).toEqual([
        {
          severity: 'error',
          code: '7576',
          message: 'Undeclared identifier.',
          file: 'src/A.sol',
          line: 3,
          column: 60,
          endLine: 3,
          endColumn: 61,
        },
        {
          severity: 'error',
          code: '7576',
          message: 'Undeclared identifier.',
          file: 'src/A.sol',
          line: 4,
          column: 25,
          endLine: 4,
          endColumn: 26,
        },
        {
          severity: 'error',
          code: '7576',
          message: 'Undeclared identifier.',
          file: 'src/A.sol',
          line: 5,
          column: 5,
          endLine: 5,
          endColumn: 6,
        },
      ]);
      const parse = await errors({ 'A.sol': 'pragma solidity ^0.8.0; contract {' }, 'A.sol');
      expect(parse).toMatchObject([{ code: '2314', message: "Expected identifier but got '{'", line: 1, column: 34 }]);
    },
    SLOW,
  );

  test('a missing package, a missing compiler, a huge source', async () => {
    expect(await errors({ 'A.sol': 'import "solmate/src/tokens/ERC20.sol";' }, 'A.sol')).toMatchObject([
      { file: 'A.sol', line: 1, column: 8, hint: 'npm install --save-dev solmate' },
    ]);
    expect(await errors({ 'A.sol': 'pragma solidity =0.5.16; contract A {}' }, 'A.sol')).toMatchObject([
      { hint: 'npm install --save-dev solc-0.5.16@npm:solc@0.5.16' },
    ]);
    expect(await errors({ 'A.sol': `//${' '.repeat(30 * 2 ** 20)}` }, 'A.sol')).toMatchObject([
      { message: 'A.sol has 30 MiB; files over 5 MiB are refused' },
    ]);
  });

  test(
    'a deadline and a cancellation are errors, and the compiler goes on',
    async () => {
      const workspace = await workspaces.create({ 'Counter.sol': COUNTER });
      const request = { file: join(workspace, 'Counter.sol'), workspace };
      const impatient = createSolidityCompiler({ deadlineMs: 1 });
      const late = await impatient.compile(request);
      await impatient.close();
      expect(late).toMatchObject({
        ok: false,
        error: [{ file: 'Counter.sol', message: expect.stringContaining('did not answer within 0.001 s') as string }],
      });
      expect(await impatient.compile(request)).toMatchObject({
        ok: false,
        error: [{ message: 'the compiler is closed' }],
      });
      const fresh = createSolidityCompiler();
      const stop = new AbortController();
      const cancelled = fresh.compile(request, stop.signal);
      const other = fresh.compile(request);
      stop.abort();
      expect(await cancelled).toMatchObject({
        ok: false,
        error: [{ message: expect.stringContaining('was cancelled') as string }],
      });
      expect((await other).ok).toBe(true);
      await fresh.close();
    },
    SLOW,
  );
});

describe('cache', () => {
  const run = async (options: CompilerOptions, files: Files) => {
    const workspace = await workspaces.create(files);
    const own = createSolidityCompiler(options);
    const result = await own.compile({ file: join(workspace, 'Counter.sol'), workspace });
    await own.close();
    return result.ok
      ? result.value.artifacts.map(({ code }) => toHex(code))
      : result.error.map(({ message }) => message);
  };

  test(
    'what the folder holds needs no compiler process; what is damaged is compiled again',
    async () => {
      const cacheDir = join(await workspaces.create({}), 'cache');
      const code = await run({ cacheDir }, { 'Counter.sol': COUNTER });
      const [file = ''] = await readdir(cacheDir);
      // With this deadline no process could answer.
      expect(await run({ cacheDir, deadlineMs: 1 }, { 'Counter.sol': COUNTER })).toEqual(code);
      expect((await run({ cacheDir, deadlineMs: 1 }, { 'Counter.sol': `${COUNTER} ` }))[0]).toContain('did not answer');
      const stored = await readFile(join(cacheDir, file), 'utf8');
      await writeFile(join(cacheDir, file), stored.slice(0, -10));
      expect((await run({ cacheDir, deadlineMs: 1 }, { 'Counter.sol': COUNTER }))[0]).toContain('did not answer');
      expect(await run({ cacheDir }, { 'Counter.sol': COUNTER })).toEqual(code);
      expect(await readFile(join(cacheDir, file), 'utf8')).toBe(stored);
      expect(await readdir(cacheDir)).toHaveLength(1);
    },
    SLOW,
  );
});

describe.skipIf(OLD_COMPILERS === undefined)('old compilers from INTERLEAVE_SOLC_ALIASES', () => {
  const old = async (source: string) => {
    const workspace = await workspaces.create({ 'A.sol': source });
    const { symlink } = await import('node:fs/promises');
    await symlink(join(OLD_COMPILERS ?? '', 'node_modules'), join(workspace, 'node_modules'));
    const result = await compiler.compile({ file: join(workspace, 'A.sol'), workspace, hardfork: 'prague' });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const artifact = result.value.artifacts[0];
    return { artifact, evmVersion: debugOf(artifact).settings['evmVersion'] };
  };

  test(
    '0.5.16 and 0.6.12',
    async () => {
      const five = await old(
        'pragma solidity =0.5.16; contract A { uint public count; constructor() public { count = 1; } }',
      );
      expect(five.artifact?.compiler).toContain('solc 0.5.16');
      expect(five.evmVersion).toBe('istanbul');
      expect(five.artifact?.storageLayout).toMatchObject({ storage: [{ label: 'count' }] });
      const six = await old(
        'pragma solidity >=0.6.0 <0.7.0; abstract contract A { uint public count; function f() public virtual; }',
      );
      expect(six.artifact?.compiler).toContain('solc 0.6.12');
      expect(debugOf(six.artifact).kind).toBe('abstract');
    },
    SLOW,
  );
});

test('the registry sees Solidity and artifact files', () => {
  expect(compilers.flatMap(({ extensions }) => extensions)).toEqual(['.sol', '.json']);
});
