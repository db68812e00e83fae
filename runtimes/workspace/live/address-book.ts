/** Names that people gave to addresses, in a file of the workspace. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountId, type AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { writeWhole } from '../../compiling/write-whole.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { isAccountName } from '../scenario/account-name.ts';

const FILE = 'names.json';

export class AddressBook {
  readonly #folder: string;
  readonly #names = new Map<AccountId, string>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file that is damaged is as good as none: what it held are names only. */
  static async open(root: string): Promise<AddressBook> {
    const book = new AddressBook(join(root, OWN_FOLDER));
    try {
      const json = JSON.parse(await readFile(join(book.#folder, FILE), 'utf8')) as Record<string, unknown>;
      for (const [address, name] of Object.entries(json))
        if (typeof name === 'string' && isAccountName(name)) book.#names.set(accountId(address), name);
    } catch {
      // None yet.
    }
    return book;
  }

  get names(): ReadonlyMap<AccountId, string> {
    return this.#names;
  }

  /** @param name empty: the address loses its name. */
  async put(account: AccountId, name: string, taken: (name: string) => boolean): Promise<Result<void, string>> {
    if (name === '') this.#names.delete(account);
    else if (!isAccountName(name))
      return err(`"${name.slice(0, 64)}" is no name: begin with a letter, then letters, digits, _ and -`);
    else if (taken(name) || [...this.#names].some(([other, given]) => given === name && other !== account))
      return err(`"${name}" is somebody else's name already`);
    else this.#names.set(account, name);
    const json = Object.fromEntries([...this.#names].map(([address, given]) => [`0x${address}`, given]));
    return (await writeWhole(this.#folder, FILE, `${JSON.stringify(json, undefined, 2)}\n`))
      ? ok(undefined)
      : err('the name was not kept: the workspace cannot be written to');
  }
}
