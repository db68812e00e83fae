import { expect } from '@playwright/test';
import { replaceText, serve, test } from './workbench.ts';

interface Written {
  readonly language: string;
  readonly file: string;
  /** `type`: of the state; another than the right one does not compile. */
  readonly source: (type: string) => string;
  readonly right: string;
  readonly wrong: string;
  /** What Problems says of the wrong one. */
  readonly problem: RegExp;
}

const LANGUAGES: readonly Written[] = [
  {
    language: 'Rust',
    file: 'src/jar.rs',
    right: 'U256',
    wrong: 'U257',
    problem: /U257/,
    source: (type) => `#![no_std]
use interleave::*;
contract! {
    pub struct Jar { total: Value<${type}> }
    events { Dropped { #[indexed] who: Address, amount: U256 } }
    impl Jar {
        pub fn drop_in(&mut self, amount: U256) -> U256 {
            log!("{} drops {}", msg::sender(), amount);
            require(amount > U256::ZERO, "nothing to drop");
            self.total.set(self.total.get() + amount);
            emit!(Dropped { who: msg::sender(), amount });
            self.total.get()
        }
    }
}
`,
  },
  {
    language: 'AssemblyScript',
    file: 'assembly/jar.ts',
    right: 'U256',
    wrong: 'U257',
    problem: /U257/,
    source: (type) => `import { console, Address, Contract, U256, Value, emit, msg, require } from 'interleave';
@event class Dropped { @indexed who: Address; amount: U256 }
@contract class Jar extends Contract {
  total: Value<${type}>;
  dropIn(amount: U256): U256 {
    console.log(msg.sender.toString() + ' drops ' + amount.toString());
    require(amount > U256.ZERO, 'nothing to drop');
    this.total.set(this.total.get() + amount);
    emit(new Dropped(msg.sender, amount));
    return this.total.get();
  }
}
`,
  },
  {
    language: 'C#',
    file: 'Jar.cs',
    right: 'UInt256',
    wrong: 'UInt257',
    problem: /UInt257/,
    source: (type) => `using Interleave;
[Event] public record Dropped([Indexed] Address Who, UInt256 Amount);
public class Jar : Contract {
    [Storage] public ${type} Total { get; private set; }
    public UInt256 DropIn(UInt256 amount) {
        Log($"{Msg.Sender} drops {amount}");
        Require(amount > 0, "nothing to drop");
        Total += amount;
        Emit(new Dropped(Msg.Sender, amount));
        return Total;
    }
}
`,
  },
];

for (const { language, file, source, right, wrong, problem } of LANGUAGES)
  test(`write ${language}, see the error, fix it, deploy, call`, async ({ page, folder }) => {
    // A machine that has never compiled C# makes its toolchain first.
    test.setTimeout(420_000);
    const slow = { timeout: 300_000 };
    const served = await serve(folder);
    await page.goto(served.address);
    await page.getByRole('button', { name: 'New file' }).first().click();
    await page.getByRole('textbox', { name: 'Name of the new file' }).fill(file);
    await page.getByRole('button', { name: 'Create' }).click();
    await replaceText(page, file, source(wrong));
    await expect(page.getByRole('list', { name: 'Problems' }).getByText(problem).first()).toBeVisible(slow);
    await replaceText(page, file, source(right));
    await expect(page.getByText('No problems in what has been compiled.')).toBeVisible(slow);

    const deploy = page.getByRole('region', { name: 'Deploy a contract' });
    await deploy.getByRole('button', { name: 'Deploy Jar' }).click();
    await expect(deploy).toContainText('committed', slow);
    const jar = page.getByRole('region', { name: 'Contract Jar' });
    await jar.getByRole('button', { name: 'dropIn(uint256)' }).click();
    await jar.getByRole('textbox', { name: 'amount' }).fill('0');
    await jar.getByRole('button', { name: 'Send dropIn' }).click();
    await expect(jar).toContainText('nothing to drop', slow);
    await expect(jar.getByRole('list', { name: 'Console' })).toContainText('alice drops 0');
    await jar.getByRole('textbox', { name: 'amount' }).fill('1.5 ether');
    await jar.getByRole('button', { name: 'Send dropIn' }).click();
    await expect(jar).toContainText('1,500,000,000,000,000,000');
    await expect(jar).toContainText('Dropped(');
    await jar.getByRole('button', { name: /^Verify source/ }).click();
    await expect(jar).toContainText('source verified', slow);
    expect(await served.stop()).toBe(0);
  });
