/** Asked by run-entry.test.ts. */
import { answerOnce, isAsked } from './run-entry.ts';

if (isAsked())
  await answerOnce(async (input) => {
    if (input === 'throw') throw new Error('cannot do that');
    if (input === 'hang') for (;;);
    return input.toUpperCase();
  });
if (process.argv.at(-1) === 'well') process.stdout.write('well\n');
if (process.argv.at(-1) === 'hang') for (;;);
if (process.argv.at(-1) === 'fail') process.exitCode = 3;
