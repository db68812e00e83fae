/** Child of json-process.test.ts: does what each request says. */
import { serveJson } from './serve-json.ts';

serveJson((body) => {
  switch (body) {
    case 'crash':
      process.stderr.write('last words\n');
      process.exit(7);
      break;
    case 'throw':
      throw new Error('cannot do that');
    case 'hang':
      for (;;);
    case 'wrong':
      return { not: 'text' };
    default:
      return `${String(process.pid)}:${String(body)}`;
  }
});
