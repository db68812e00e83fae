/** The real anvil, as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PLATFORMS: Readonly<Record<string, string>> = { win32: 'win32' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64' };

/** The binary in the package for this platform; undefined: there is none. */
function anvilBinary(): string | undefined {
  const platform = PLATFORMS[process.platform] ?? process.platform;
  const name = `@foundry-rs/anvil-${platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

const binary = anvilBinary();

/** Skips a test where there is no anvil, and fails it on a machine that is meant to have everything. */
export function needAnvil(skip: (why: string) => void): void {
  if (binary !== undefined) return;
  const why = `there is no anvil for ${process.platform} ${process.arch} in node_modules/@foundry-rs`;
  if (process.env['INTERLEAVE_REQUIRE_ALL'] === '1') throw new Error(why);
  skip(why);
}

export class Anvil {
  readonly #process: ChildProcess;
  readonly #url: string;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess, url: string, ended: Promise<unknown>) {
    this.#process = child;
    this.#url = url;
    this.#ended = ended;
  }

  /** Without accounts of its own, on a port that is free. @throws Error with what it said where it does not start. */
  static async start(...args: readonly string[]): Promise<Anvil> {
    const child = spawn(binary ?? '', ['--port', '0', '--accounts', '0', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      const listen = (text: string): void => {
        said += text;
        const found = /Listening on (\S+:\d+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen);
      child.once('error', reject);
      void ended.then(() => reject(new Error(`anvil did not start: ${said}`)));
    });
    return new Anvil(child, `http://${address}`, ended);
  }

  /** @throws Error with the message of an error. */
  async rpc<T>(method: string, ...params: readonly unknown[]): Promise<T> {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const headers = { 'content-type': 'application/json' };
    const answer = (await (await fetch(this.#url, { method: 'POST', headers, body })).json()) as {
      readonly result?: T;
      readonly error?: { readonly message: string };
    };
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as T;
  }

  /** Sends a transaction and waits until it is in a block: anvil answers before. @returns its hash. */
  async send(tx: object): Promise<string> {
    const hash = await this.rpc<string>('eth_sendTransaction', tx);
    while ((await this.rpc<unknown>('eth_getTransactionReceipt', hash)) === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return hash;
  }

  /** It writes what `--dump-state` asks for. */
  async stop(): Promise<void> {
    this.#process.kill('SIGINT');
    await this.#ended;
  }
}
